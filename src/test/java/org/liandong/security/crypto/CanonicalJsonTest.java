package org.liandong.security.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @Test
    void membersAreSortedByTheirCodeUnits() throws JsonProcessingException {
        assertThat(
                        canonical(
                                "{\"\\u20ac\":1,\"\\r\":2,\"\\ufb33\":3,\"1\":4,\"\\ud83d\\ude00\":5,\"\\u0080\":6,\"\\u00f6\":7}"))
                .isEqualTo(
                        "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}");
    }

    @Test
    void onlyWhatMustBeEscapedIs() throws JsonProcessingException {
        assertThat(canonical("\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\""))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    }

    @Test
    void oneNumberHasOneForm() throws JsonProcessingException {
        assertThat(canonical("[1.50, 15e-1, 1.5, 0.0, -0, -0.0, 1e3, 100, 20260707010188422, 118.840000]"))
                .isEqualTo("[1.5,1.5,1.5,0,0,0,1000,100,20260707010188422,118.84]");
    }

    @Test
    void blanksAndOrderDoNotMatter() throws JsonProcessingException {
        assertThat(canonical(" { \"b\" : [ true , null ] ,\n \"a\" : { } } "))
                .isEqualTo(canonical("{\"a\":{},\"b\":[true,null]}"))
                .isEqualTo("{\"a\":{},\"b\":[true,null]}");
    }

    @Test
    void whatHasNoCanonicalFormIsRefused() {
        assertThatThrownBy(() -> canonical("1e999999999")).hasMessageContaining("位数超过");
        assertThatThrownBy(() -> CanonicalJson.write(JsonNodeFactory.instance.numberNode(Double.NaN)))
                .hasMessageContaining("无穷或非数");
        assertThatThrownBy(() -> CanonicalJson.write(new TextNode("a\ud800b"))).hasMessageContaining("第2个字符");
    }

    private static String canonical(String json) throws JsonProcessingException {
        return CanonicalJson.write(JSON.readTree(json));
    }
}
