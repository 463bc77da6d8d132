package org.liandong.casework.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.RandomCase;
import org.liandong.cases.SourceRef;
import org.liandong.cases.TaskNumber;

class CaseJsonTest {
    private static final TaskNumber TASK = new CaseNumber("JN20260707010188422").task(1);

    private final long seed = Long.getLong("seed", 20260707L);
    private final AnyRecord any = new AnyRecord(new Random(seed));

    @ParameterizedTest
    @MethodSource("eventKinds")
    void everyKindOfEventComesBackAsItWas(Class<? extends CaseEvent> kind) {
        for (int i = 0; i < 200; i++) {
            CaseEvent event = any.of(kind);
            assertThat(CaseJson.readEvent(CaseJson.write(event)))
                    .as("seed %d", seed)
                    .isEqualTo(event);
        }
    }

    @Test
    void everyCaseComesBackAsItWasAndIsWrittenTheSameAgain() {
        for (int i = 0; i < 500; i++) {
            CaseFile file = any.of(CaseFile.class);
            String json = CaseJson.write(file);
            CaseFile back = CaseJson.read(json);
            assertThat(back).as("seed %d", seed).isEqualTo(file);
            assertThat(CaseJson.write(back)).as("seed %d", seed).isEqualTo(json);
        }
    }

    @Test
    void everyCaseThatCommandsCanMakeComesBackWithItsEvents() {
        for (int run = 0; run < 300; run++) {
            RandomCase one = new RandomCase(seed + run);
            CaseFile file = one.after(40);
            assertThat(CaseJson.read(CaseJson.write(file)))
                    .as("seed %d", seed + run)
                    .isEqualTo(file);
            assertThat(one.steps())
                    .as("seed %d", seed + run)
                    .allSatisfy(step -> assertThat(CaseJson.readEvent(CaseJson.write(step.event())))
                            .isEqualTo(step.event()));
        }
    }

    @Test
    void anEventReadsPlainly() {
        CaseEvent signed = new CaseEvent.Signed(TASK, "李科长");
        CaseEvent merged = new CaseEvent.CaseMerged(TASK.caseNumber(), new SourceRef.Merge(0.91, "同小区+同事项", "坐席确认"));
        CaseEvent selfClosed = new CaseEvent.SelfClosed(Instant.parse("2026-07-09T17:47:41Z"), "现场清理");

        assertThat(CaseJson.write(signed))
                .isEqualTo("{\"type\":\"Signed\",\"task\":\"JN20260707010188422-01\",\"signer\":\"李科长\"}");
        assertThat(CaseJson.write(merged))
                .isEqualTo("{\"type\":\"CaseMerged\",\"into\":\"JN20260707010188422\","
                        + "\"why\":{\"score\":0.91,\"rule\":\"同小区+同事项\",\"by\":\"坐席确认\"}}");
        assertThat(CaseJson.write(selfClosed))
                .isEqualTo("{\"type\":\"SelfClosed\",\"finishedAt\":\"2026-07-09T17:47:41Z\",\"measure\":\"现场清理\"}");
        assertThat(CaseJson.write(new CaseEvent.FeedbackCompleted())).isEqualTo("{\"type\":\"FeedbackCompleted\"}");
    }

    @Test
    void theKindMayStandAnywhereInTheEvent() {
        assertThat(CaseJson.readEvent("{\"task\":\"JN20260707010188422-01\",\"type\":\"Signed\"}"))
                .isEqualTo(new CaseEvent.Signed(TASK, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"Signed\",\"task\":\"JN20260707010188422-01\",\"signedBy\":\"李\"}",
                "{\"type\":\"Signed\"}",
                "{\"type\":\"Signed\",\"task\":null}",
                "{\"type\":\"Signed\",\"task\":\"JN20260707010188423-01\"}",
                "{\"type\":\"Signed\",\"task\":\"JN20260707010188422-01\",\"task\":\"JN20260707010188422-01\"}",
                "{\"type\":\"Signed\",\"task\":\"JN20260707010188422-01\"} {}",
                "{\"type\":\"Tasked\",\"task\":\"JN20260707010188422-01\"}",
                "{\"type\":\"java.lang.Object\"}",
                "{\"task\":\"JN20260707010188422-01\"}",
                "{\"type\":\"Waived\",\"task\":\"JN20260707010188422-01\",\"reason\":5}",
                "{\"type\":\"DeliveryTroubled\",\"task\":\"JN20260707010188422-01\",\"detail\":\"超时\"}",
                "{\"type\":\"CaseQuarantined\"}",
                "{\"type\":\"CaseReopened\",\"reason\":null}",
                "null",
                "",
                "[]"
            })
    void whatIsNotAnEventAsWrittenIsNotHalfUnderstood(String json) {
        assertThatThrownBy(() -> CaseJson.readEvent(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("办件事件JSON");
    }

    @Test
    void theFieldThatIsWrongIsNamed() {
        assertThatThrownBy(() -> CaseJson.readEvent(
                        "{\"type\":\"DoneReported\",\"task\":\"JN20260707010188422-01\",\"report\":{\"opinion\":\"好\","
                                + "\"resolved\":\"MAYBE\"}}"))
                .hasMessageContaining("report")
                .hasMessageContaining("resolved");
    }

    static Stream<Class<?>> eventKinds() {
        return kinds(CaseEvent.class);
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Arrays.stream(kind.getPermittedSubclasses()).flatMap(CaseJsonTest::kinds)
                : Stream.of(kind);
    }

    @Test
    void thereIsOneNameForEachKindOfEvent() {
        List<String> names = eventKinds().map(Class::getSimpleName).toList();
        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(30);
    }
}
