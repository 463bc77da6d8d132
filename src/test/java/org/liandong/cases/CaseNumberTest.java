package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The number of a case and its check digit (domain reference §2.4; ISO 7064 MOD 11,10). */
class CaseNumberTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/reference/examples");

    @Test
    void theNumberOfTheReferenceIsMadeOfItsParts() {
        assertThat(CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 18842))
                .hasToString("JN20260707010188422");
    }

    @Test
    void everyNumberInTheReferencesExamplesIsRight() throws IOException {
        TreeSet<String> numbers = new TreeSet<>();
        Pattern form = Pattern.compile("(?<![0-9A-Z])JN\\d{17}(?!\\d)");
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                // numbers are ASCII, which every charset of the examples agrees on
                Matcher found = form.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (found.find()) {
                    numbers.add(found.group());
                }
            }
        }
        assertThat(numbers).hasSizeGreaterThan(5).allMatch(CaseNumber::isValid);
    }

    @Test
    void everySingleWrongDigitIsDetected() {
        for (String number : samples()) {
            for (int at = 2; at < 19; at++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    if (digit != number.charAt(at)) {
                        String wrong = number.substring(0, at) + digit + number.substring(at + 1);
                        assertThat(CaseNumber.isValid(wrong)).as(wrong).isFalse();
                    }
                }
            }
        }
    }

    /**
     * The code promises every wrong digit, but not every exchange of neighbours: of the 900 combinations of what was
     * summed up before and two different digits, 20 come out alike, one in forty-five.
     */
    @Test
    void exchangesOfNeighboursAreDetectedButForTheFewThatModElevenTenLetsPass() {
        int exchanges = 0;
        int undetected = 0;
        for (String number : samples()) {
            for (int at = 2; at < 18; at++) {
                char first = number.charAt(at);
                char second = number.charAt(at + 1);
                if (first != second) {
                    exchanges++;
                    String wrong = number.substring(0, at) + second + first + number.substring(at + 2);
                    undetected += CaseNumber.isValid(wrong) ? 1 : 0;
                }
            }
        }
        assertThat(exchanges).isGreaterThan(10_000);
        assertThat(undetected * 100 / exchanges).isLessThan(3);
    }

    @ParameterizedTest
    @EnumSource
    void everyChannelHasItsTwoDigits(Channel channel) {
        CaseNumber number = CaseNumber.of(LocalDate.of(2026, 2, 28), channel, 999_999);
        assertThat(number.value()).startsWith("JN20260228" + channel.code() + "999999");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_000})
    void serialsAreSixDigits(int serial) {
        assertThatThrownBy(() -> CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.APP, serial))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("流水号");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "JN",
                "20260707010188422",
                "jn20260707010188422",
                "JN2026070701018842",
                "JN202607070101884220",
                "JN20260707010188422 ",
                "JN20260707010188422-01",
                "JN２0260707010188422",
                "JN20260707010188423"
            })
    void whatIsNoNumberIsRefusedWithWords(String text) {
        assertThat(CaseNumber.isValid(text)).isFalse();
        assertThatThrownBy(() -> new CaseNumber(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("办件编号");
    }

    @Test
    void numbersSortByDayThenChannelThenSerial() {
        CaseNumber first = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 2);
        CaseNumber second = CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.PANANJ, 1);
        CaseNumber third = CaseNumber.of(LocalDate.of(2026, 7, 8), Channel.HOTLINE, 1);
        assertThat(Stream.of(third, first, second).sorted()).containsExactly(first, second, third);
    }

    @Test
    void aCanaryIsKnownByItsNumber() {
        CaseNumber canary = CaseNumber.ofCanary(LocalDate.of(2026, 7, 7), 3);
        assertThat(canary.value()).startsWith("JN2026070798000003");
        assertThat(new CaseNumber(canary.value()).isCanary()).isTrue();
        for (Channel channel : Channel.values()) {
            assertThat(CaseNumber.of(LocalDate.of(2026, 7, 7), channel, 3).isCanary())
                    .as(channel.chinese())
                    .isFalse();
        }
        assertThat(CaseNumber.of(LocalDate.of(2026, 7, 7), Channel.HOTLINE, 980_098)
                        .isCanary())
                .isFalse();
    }

    private static List<String> samples() {
        List<Channel> channels = List.of(Channel.values());
        return Stream.iterate(1, serial -> serial < 1_000_000, serial -> serial + 997)
                .map(serial -> CaseNumber.of(
                                LocalDate.of(2026, 1, 1).plusDays(serial % 365),
                                channels.get(serial % channels.size()),
                                serial)
                        .value())
                .toList();
    }
}
