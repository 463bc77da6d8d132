package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;

/** What must be true of every refusal. */
final class Refusals {
    private Refusals() {}

    static void assertRefused(String code, Decision decision) {
        assertThat(decision).isInstanceOfSatisfying(Decision.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.field()).isNotBlank();
            assertThat(refused.message()).containsPattern("\\p{IsHan}");
        });
    }
}
