package org.liandong.canary;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.liandong.casework.Times;
import org.liandong.connectors.ChannelCanary;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Entry;
import org.liandong.ledger.Canary;

/**
 * What a canary says, {@code jn.canary/1.0}.
 *
 * @param number {@link Canary#PREFIX}, the time, and what nobody can guess
 * @param title says what it is
 */
public record CanaryMessage(String schema, String number, String at, String title, String content) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String DIGITS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private static final int RANDOM_DIGITS = 12;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A new one. */
    public static CanaryMessage at(Instant now) {
        StringBuilder number = new StringBuilder(Canary.PREFIX).append(TIME.format(now));
        for (int i = 0; i < RANDOM_DIGITS; i++) {
            number.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return new CanaryMessage(
                "jn.canary/1.0", number.toString(), Times.text(now), "【探测件】请勿办理", "枢纽自动发出的探测件,用来看这条线路通不通。不是市民诉求,请勿办理。");
    }

    /**
     * As the channel would write it, with its envelope but without its proof.
     *
     * @throws org.liandong.connectors.MappingException if its mapping cannot
     */
    public String writtenBy(ChannelConnector channel) {
        ChannelCanary canary = channel.canary().orElseThrow();
        String written = canary.mapping().apply(JSON.valueToTree(this).toString());
        return canary.entry().kind() == Entry.Kind.SOAP
                ? channel.delivery().soap().envelope(written, StandardCharsets.UTF_8)
                : written;
    }
}
