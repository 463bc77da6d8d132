package org.liandong.intake.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.QualityNote;

class TimesTest {
    private static final Instant RECEIVED = Instant.parse("2026-07-10T02:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    2026/7/8 1:12                        | 2026-07-08T01:12+08:00        |
                    2026-07-08 01:12:05                  | 2026-07-08T01:12:05+08:00     |
                    2026-07-08 01:12:05.0                | 2026-07-08T01:12:05+08:00     |
                    2026.7.8 01:12                       | 2026-07-08T01:12+08:00        |
                    2026-07-08                           | 2026-07-08T00:00+08:00        |
                    2026年7月8日 14时20分                 | 2026-07-08T14:20+08:00        |
                    2026年7月13日14时20分05秒             | 2026-07-13T14:20:05+08:00     |
                    2026年07月08日                        | 2026-07-08T00:00+08:00        |
                    2026年7月8日(星期三) 下午2点半        | 2026-07-08T14:30+08:00        |
                    2026年7月8日 凌晨1点                  | 2026-07-08T01:00+08:00        |
                    2026年7月8日 晚上11点20分             | 2026-07-08T23:20+08:00        |
                    2026年7月8日 中午12点                 | 2026-07-08T12:00+08:00        |
                    二〇二六年七月八日十四时二十分        | 2026-07-08T14:20+08:00        |
                    2026年7月8日 3点                      | 2026-07-08T03:00+08:00        | Q-TIME-AMBIGUOUS
                    7月8日 14时20分                       | 2026-07-08T14:20+08:00        | Q-TIME-AMBIGUOUS
                    12月30日 8时                          | 2025-12-30T08:00+08:00        | Q-TIME-AMBIGUOUS
                    20260708011205                       | 2026-07-08T01:12:05+08:00     |
                    20260708011205123                    | 2026-07-08T01:12:05.123+08:00 |
                    202607080112                         | 2026-07-08T01:12+08:00        |
                    20260708                             | 2026-07-08T00:00+08:00        |
                    20260708240000                       | 2026-07-09T00:00+08:00        | Q-TIME-24H
                    2026-07-08 24:00:00                  | 2026-07-09T00:00+08:00        | Q-TIME-24H
                    2026-12-31 24:00                     | 2027-01-01T00:00+08:00        | Q-TIME-24H
                    2026-07-08 24:00:01                  |                               | Q-TIME-BAD
                    1783593895                           | 2026-07-09T18:44:55+08:00     |
                    1783593895123                        | 2026-07-09T18:44:55.123+08:00 |
                    1783593895.123                       | 2026-07-09T18:44:55.123+08:00 |
                    /Date(1783593895123)/                | 2026-07-09T18:44:55.123+08:00 |
                    /Date(1783593895123+0800)/           | 2026-07-09T18:44:55.123+08:00 |
                    08-7月 -26                           | 2026-07-08T00:00+08:00        |
                    08-7月 -26 02.30.00.000000 下午      | 2026-07-08T14:30+08:00        |
                    08-7月 -26 02.30.00.000000           | 2026-07-08T02:30+08:00        | Q-TIME-AMBIGUOUS
                    08-7月 -26 14.30.00.000000           | 2026-07-08T14:30+08:00        |
                    08-JUL-26 02.30.00.000000 PM         | 2026-07-08T14:30+08:00        |
                    08-JUL-2026                          | 2026-07-08T00:00+08:00        |
                    46211                                | 2026-07-08T00:00+08:00        | Q-EXCEL
                    46211.5                              | 2026-07-08T12:00+08:00        | Q-EXCEL
                    46211.05                             | 2026-07-08T01:12+08:00        | Q-EXCEL
                    4.62E+04                             |                               | Q-EXCEL
                    26-07-08 01:12                       | 2026-07-08T01:12+08:00        | Q-TIME-AMBIGUOUS
                    26年7月8日                            | 2026-07-08T00:00+08:00        | Q-TIME-AMBIGUOUS
                    7/8/2026 2:30:00 PM                  | 2026-07-08T14:30+08:00        | Q-TIME-AMBIGUOUS
                    7/18/2026 02:30 PM                   | 2026-07-18T14:30+08:00        |
                    07/07/2026                           | 2026-07-07T00:00+08:00        |
                    2026-07-08 02:30 p.m.                | 2026-07-08T14:30+08:00        |
                    2026/7/8 上午 12:05                   | 2026-07-08T00:05+08:00        |
                    Wed Jul 08 01:12:00 CST 2026         | 2026-07-08T01:12+08:00        |
                    2026-07-09T18:41:02+08:00            | 2026-07-09T18:41:02+08:00     |
                    2026-07-09T18:41:02+0800             | 2026-07-09T18:41:02+08:00     |
                    2026-07-09T10:41:02.500Z             | 2026-07-09T18:41:02.500+08:00 |
                    2026-07-09T18:41                     | 2026-07-09T18:41+08:00        |
                    ２０２６-０７-０８　０１:１２         | 2026-07-08T01:12+08:00        | Q-FULLWIDTH
                    2026-02-30 10:00                     |                               | Q-TIME-BAD
                    2026-13-01                           |                               | Q-TIME-BAD
                    前天晚上                              |                               | Q-TIME-BAD
                    123                                  |                               | Q-TIME-BAD
                    99999999999999999999                 |                               | Q-TIME-BAD
                    1900-01-01 00:00:00                  |                               | Q-NULLISH
                    9999-12-31                           |                               | Q-NULLISH
                    0                                    |                               | Q-NULLISH
                    NULL                                 |                               | Q-NULLISH
                    ''                                   |                               |
                    """)
    void everyFormOfTimeThatIsMet(String written, @Nullable String expected, @Nullable String code) {
        Cleaned<OffsetDateTime> time = Times.parse(written, "sj", RECEIVED);

        assertThat(time.value()).isEqualTo(expected == null ? null : OffsetDateTime.parse(expected));
        assertThat(time.notes()).extracting(QualityNote::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void aTimeLimitThatIsOnlyADateEndsWithTheDay() {
        Cleaned<OffsetDateTime> limit = Times.parseLimit("2026-07-10", "blqx", RECEIVED);

        assertThat(limit.value()).isEqualTo("2026-07-11T00:00+08:00");
        assertThat(limit.has("Q-TIME-AMBIGUOUS")).isTrue();
        assertThat(Times.parseLimit("2026-07-10 18:00", "blqx", RECEIVED).notes())
                .isEmpty();
    }

    @Test
    void notesNameTheFieldInTheSendersWords() {
        assertThat(Times.parse("2026-07-08 24:00:00", "blqx", RECEIVED).notes())
                .containsExactly(new QualityNote("Q-TIME-24H", "blqx", "24:00->次日00:00"));
        assertThat(Times.parse("46211", "日期", RECEIVED).notes())
                .containsExactly(new QualityNote("Q-EXCEL", "日期", "日期序列号还原为2026-07-08 00:00"));
    }

    @Test
    void whatIsDoneBeforeItWasDispatchedIsFlagged() {
        Instant dispatched = Instant.parse("2026-07-03T01:00:40Z");

        assertThat(Times.judgeOrder(Instant.parse("2026-07-01T00:00:00Z"), dispatched, "BLSJ"))
                .extracting(QualityNote::code, QualityNote::field)
                .containsExactly(tuple("Q-TIME-BEFORE", "BLSJ"));
        assertThat(Times.judgeOrder(dispatched.minusSeconds(40), dispatched, "BLSJ"))
                .as("the same minute")
                .isEmpty();
    }

    /** Whatever is sent as a time, the answer is a time or a note and never an exception. */
    @Test
    void rubbishIsNeverATimeAndNeverAnError() {
        long seed = 4001L;
        Random random = new Random(seed);
        String alphabet = "0123456789-/:.年月日时分秒点 TZ+上下午半整APMDate()一二十零";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(24);
            for (int j = 0; j < length; j++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Cleaned<OffsetDateTime> time = Times.parse(text.toString(), "sj", RECEIVED);
            assertThat(time.value() != null
                            || !time.notes().isEmpty()
                            || text.toString().isBlank())
                    .as("seed %d: %s", seed, text)
                    .isTrue();
            if (time.value() != null) {
                assertThat(time.value().getOffset())
                        .as("seed %d: %s", seed, text)
                        .isIn(ZoneOffset.ofHours(8), ZoneOffset.ofHours(9));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-10T08:09:55+08:00, 设备快8分钟, 2026-07-09T17:47:41+08:00",
        "2026-07-10T07:56:55+08:00, 设备慢5分钟, 2026-07-09T18:00:41+08:00",
        "2026-07-10T09:31:55+08:00, 设备快1小时30分钟, 2026-07-09T16:25:41+08:00"
    })
    void aTerminalsClockIsSetRightByTheHeadOfItsUpload(String deviceClock, String words, String corrected) {
        ClockSkew skew = ClockSkew.of(OffsetDateTime.parse(deviceClock), Instant.parse("2026-07-10T00:01:55Z"));

        assertThat(skew.inWords()).isEqualTo(words);
        assertThat(skew.correct(OffsetDateTime.parse("2026-07-09T17:55:41+08:00")))
                .isEqualTo(corrected);
    }

    @Test
    void aSmallSkewIsTheNetworkAndAHugeOneIsNoClock() {
        Instant received = Instant.parse("2026-07-10T00:01:55Z");
        OffsetDateTime written = OffsetDateTime.parse("2026-07-09T17:55:41+08:00");

        ClockSkew network = ClockSkew.of(OffsetDateTime.parse("2026-07-10T08:00:30+08:00"), received);
        assertThat(network.isNotable()).isFalse();
        assertThat(network.correct(written)).isEqualTo(written);

        ClockSkew broken = ClockSkew.of(OffsetDateTime.parse("2020-01-01T00:00:00+08:00"), received);
        assertThat(broken.isNotable()).isTrue();
        assertThat(broken.correct(written)).isEqualTo(written);
    }
}
