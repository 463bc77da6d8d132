package org.liandong.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Where the chain stood on a day (锚点), to be given to somebody outside. Whoever holds it needs nobody's word: any change of a
 * step up to {@code seq} gives that step another hash (docs/reliability.md).
 *
 * @param date the hub's calendar day
 * @param seq number of the last step, 0 if there was none
 * @param hash of that step, 64 hexadecimal digits
 * @param at when it was written, by the hub's clock
 */
public record Anchor(LocalDate date, long seq, String hash, Instant at) {
    private static final String FORM = "liandong.anchor/1";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** @throws IllegalArgumentException if the number is negative or the hash is none */
    public Anchor {
        if (seq < 0 || !HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("锚点的seq须不小于0, hash须为64个十六进制小写字符");
        }
    }

    /** One line of JSON. */
    String line() {
        return JSON.createObjectNode()
                .put("schema", FORM)
                .put("date", date.toString())
                .put("seq", seq)
                .put("hash", hash)
                .put("at", at.toString())
                .toString();
    }

    /** @throws IllegalArgumentException naming what is wrong with the line */
    static Anchor parse(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            if (!json.path("schema").asText().equals(FORM)) {
                throw new IllegalArgumentException("schema须为" + FORM);
            }
            if (!json.path("seq").canConvertToLong() || !json.path("seq").isIntegralNumber()) {
                throw new IllegalArgumentException("seq须为整数");
            }
            return new Anchor(
                    LocalDate.parse(json.path("date").asText()),
                    json.path("seq").asLong(),
                    json.path("hash").asText(),
                    Instant.parse(json.path("at").asText()));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("不是JSON", e);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("date或at不是日期时间", e);
        }
    }
}
