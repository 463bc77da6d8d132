package org.liandong.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentKindTest {

    @ParameterizedTest
    @CsvSource({
        "BEFORE, BEFORE",
        "AFTER, AFTER",
        "EVIDENCE, EVIDENCE",
        "AUDIO, AUDIO",
        "DOC, DOC",
        "' doc ', DOC",
        "image, EVIDENCE",
        "处置照片, EVIDENCE",
        "'', ",
        ", "
    })
    void aKindNobodyKnowsIsEvidence(@Nullable String given, @Nullable String kept) {
        assertThat(DepartmentOutcomes.attachmentKind(given)).isEqualTo(kept);
    }
}
