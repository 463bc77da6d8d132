package org.liandong.district;

import org.jspecify.annotations.Nullable;

/**
 * The item a case seems to be about.
 *
 * @param item six digits; null if nothing points to one
 * @param confidence 0 to 1
 * @param why in Chinese
 */
public record FoundItem(@Nullable String item, double confidence, String why) {}
