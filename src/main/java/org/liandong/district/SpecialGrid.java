package org.liandong.district;

import org.jspecify.annotations.Nullable;

/**
 * A grid that belongs to somebody (reference §4.5 step 5): a 专属 grid has a unit whose contact is a partner, a 专项 grid a
 * line department that cooperates.
 *
 * @param kind S or X
 */
public record SpecialGrid(
        String code,
        String kind,
        String name,
        @Nullable String partner,
        @Nullable String department,
        Validity validity) {}
