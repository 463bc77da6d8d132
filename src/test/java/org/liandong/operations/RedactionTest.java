package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
    @ParameterizedTest
    @CsvSource({
        "电话13912345678找老刘,电话139****5678找老刘",
        "139-1234-5678,139****5678",
        "139 1234 5678,139****5678",
        "+8613912345678,139****5678",
        "办公室025-52281234,办公室025-*****234",
        "身份证32011519000101002X他,身份证320115********002X他",
        "身份证320115190001010021。,身份证320115********0021。"
    })
    void numbersThatIdentifyAPersonAreHidden(String written, String shown) {
        assertThat(Redaction.of(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JN20260707010188422",
                "JN20260707010188422-01",
                "工单250912101108115409",
                "PAN20260709184455300777",
                "025-12345转JN20260707010188422",
                "2026-07-08T01:20:04+08:00",
                "区划320115001007",
                "12345",
                "139****0003"
            })
    void numbersOfSystemsStayWhole(String written) {
        assertThat(Redaction.of(written)).isEqualTo(written);
    }

    @Test
    void inATreeTextsAreRedactedAndNumbersOfSystemsAreNot() throws JsonProcessingException {
        String tree = "{\"externalNo\":\"13912345678\",\"a\":[{\"opinion\":\"打13912345678\"},7,null,true]}";
        assertThat(Redaction.of(JsonMapper.builder().build().readTree(tree)).toString())
                .isEqualTo("{\"externalNo\":\"13912345678\",\"a\":[{\"opinion\":\"打139****5678\"},7,null,true]}");
    }
}
