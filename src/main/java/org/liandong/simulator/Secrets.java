package org.liandong.simulator;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the outside systems share with the hub.
 *
 * @param senders secret by sender code: {@code NJ12345, PANANJ, WGT, HB, CG, XF}
 * @param operator the account of the acting operator, or null when the hub asks for none
 */
public record Secrets(
        @JsonProperty(required = true) Map<String, String> senders,
        @Nullable Operator operator) {

    /** An operator's account for the operator's API. */
    public record Operator(String user, String password) {}

    public Secrets {
        senders = Map.copyOf(senders);
    }

    /**
     * Reads {@code secrets.yaml}. What the hub may keep in it besides is none of the city's business.
     *
     * @throws IOException if the file cannot be read, or says nothing about senders
     */
    public static Secrets read(Path file) throws IOException {
        YAMLMapper yaml = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            return yaml.readValue(file.toFile(), Secrets.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " 不是合法的密钥文件,应含 senders(发送方: 密钥)与可选的 operator(user、password):" + e.getOriginalMessage(), e);
        }
    }

    /** @throws IllegalArgumentException if the sender has no secret */
    public String of(String sender) {
        String secret = senders.get(sender);
        if (secret == null) {
            throw new IllegalArgumentException("secrets.yaml 中 senders." + sender + " 缺失:请补上该发送方的密钥");
        }
        return secret;
    }
}
