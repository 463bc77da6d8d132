package org.liandong.ledger;

import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;

/** Which cases to list; null means any. */
public record CaseFilter(
        @Nullable String state,
        @Nullable String leadDept,
        @Nullable Channel channel,
        @Nullable String street) {
    public static final CaseFilter ALL = new CaseFilter(null, null, null, null);
}
