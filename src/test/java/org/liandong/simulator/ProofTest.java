package org.liandong.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProofTest {

    @Test
    void digestIsThatOfThePublishedExample() {
        assertThat(Proof.sm3("abc".getBytes(UTF_8)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void sha256ProofIsThatOfThePublishedExample() {
        assertThat(Proof.of(Proof.Kind.SHA256, "Jefe", "what do ya want ", "for nothing?".getBytes(UTF_8)))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void sm3ProofFollowsTheDefinitionOfHmac() throws Exception {
        byte[] key = Arrays.copyOf("hb-secret".getBytes(UTF_8), 64);
        var inner = new ByteArrayOutputStream();
        var outer = new ByteArrayOutputStream();
        for (byte b : key) {
            inner.write(b ^ 0x36);
            outer.write(b ^ 0x5c);
        }
        inner.write("1\nn\n{}".getBytes(UTF_8));
        outer.write(HexFormat.of().parseHex(Proof.sm3(inner.toByteArray())));

        assertThat(Proof.of(Proof.Kind.SM3, "hb-secret", "1\nn\n", "{}".getBytes(UTF_8)))
                .isEqualTo(Proof.sm3(outer.toByteArray()));
    }

    @Test
    void canonicalFormSortsKeysByCodeUnitAndDropsBlanksAndTrailingZeros() throws Exception {
        var body = JsonMapper.builder()
                .build()
                .readTree("{ \"b\" : [1, {\"d\":null, \"c\":\"引\\\"号\"}], \"a\":{},\"😡\":1,\"ｦ\":8.0 }");

        assertThat(Proof.canonical(body))
                .isEqualTo("{\"a\":{},\"b\":[1,{\"c\":\"引\\\"号\",\"d\":null}],\"😡\":1,\"ｦ\":8}");
    }
}
