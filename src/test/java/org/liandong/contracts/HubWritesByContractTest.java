package org.liandong.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.liandong.cases.Assignment;
import org.liandong.cases.AssignmentState;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.CaseType;
import org.liandong.cases.Channel;
import org.liandong.cases.Dues;
import org.liandong.cases.Flag;
import org.liandong.cases.Level;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Resolution;
import org.liandong.cases.Role;
import org.liandong.cases.Routing;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Urgency;
import org.liandong.casework.CanonicalCase;

/** The hub's own writer of cases keeps to {@code case.schema.json}, with all that a case can have and with the least. */
class HubWritesByContractTest {
    private static final Instant AT = Instant.parse("2026-07-07T17:20:04Z");
    private static final CaseNumber NUMBER = new CaseNumber("JN20260707010188422");
    private static final CaseNumber PARENT = CaseNumber.of(java.time.LocalDate.of(2026, 7, 7), Channel.PANANJ, 7);

    @ParameterizedTest
    @EnumSource(CaseState.class)
    void aCaseWithEverythingIsAllowedInEveryState(CaseState state) {
        CaseFile full = file(
                state, richMatter(), List.of(source(true)), List.of(assignment(AssignmentState.DONE)), Flag.values());
        assertThat(Contracts.problems("case.schema.json", CanonicalCase.of(full)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AssignmentState.class)
    void anAssignmentIsAllowedInEveryState(AssignmentState state) {
        CaseFile open = file(
                CaseState.IN_PROGRESS, richMatter(), List.of(source(false)), List.of(assignment(state)), Flag.JOINT);
        assertThat(Contracts.problems("case.schema.json", CanonicalCase.of(open)))
                .isEmpty();
    }

    @Test
    void aCaseOfWhichNextToNothingIsKnownIsAllowed() {
        CaseFile poor = file(CaseState.QUARANTINED, poorMatter(), List.of(source(false)), List.of());
        assertThat(Contracts.problems("case.schema.json", CanonicalCase.of(poor)))
                .isEmpty();
    }

    private static CaseFile file(
            CaseState state, Matter matter, List<SourceRef> sources, List<Assignment> assignments, Flag... flags) {
        Set<Flag> set = flags.length == 0 ? Set.of() : EnumSet.copyOf(List.of(flags));
        CaseFile.Progress progress = new CaseFile.Progress(
                state, Level.S, "320115001", set, 0, 0, false, 0, state == CaseState.MERGED ? PARENT : null, null);
        Routing routing =
                new Routing(Routing.Way.STREET, "CG", List.of(), "320115001", List.of(), false, "R-1", 1, 0.9, "{}");
        CaseFile.@Nullable Closing closing = switch (state) {
            case CLOSED, EVALUATED, SELF_CLOSED -> new CaseFile.Closing(Resolution.PARTIAL, "已修复,感谢监督", "回访满意", AT);
            default -> null;
        };
        return new CaseFile(NUMBER, matter, routing, progress, sources, assignments, List.of(), closing, 12);
    }

    private static SourceRef source(boolean merged) {
        SourceRef first = new SourceRef(
                "12345-legacy",
                "NJ12345",
                "NJ260708011819311",
                SourceRef.SourceRole.PRIMARY,
                AT,
                "raw-1",
                merged ? "GBK" : null,
                merged ? "utf-8" : null,
                null);
        return merged ? first.asMerged(new SourceRef.Merge(0.914, "同小区+同事项", "系统建议")) : first;
    }

    private static Assignment assignment(AssignmentState state) {
        Dues dues = new Dues(AT, AT, AT, AT.plusSeconds(7200), 2, "EH", true, "2026-1");
        boolean asked = state == AssignmentState.RETURN_REQUESTED;
        boolean done = state == AssignmentState.DONE || state == AssignmentState.ACCEPTED;
        boolean delivered = state != AssignmentState.CREATED;
        Assignment.Request request = new Assignment.Request(
                Assignment.RequestKind.RETURN, "R02", null, "HB", null, null, null, AT, AssignmentState.SIGNED);
        Assignment.Report report = new Assignment.Report(null, "已更换井盖", null, Resolution.YES, List.of());
        return new Assignment(
                NUMBER.task(1),
                0,
                Role.LEAD,
                "CG",
                state,
                dues,
                AT,
                delivered ? AT : null,
                delivered ? AT : null,
                null,
                done ? AT : null,
                0,
                asked ? request : null,
                delivered ? "26070700318" : null,
                done ? report : null,
                null,
                0,
                state == AssignmentState.SUSPENDED ? new Assignment.Suspension(AT, AT.plusSeconds(86_400)) : null);
    }

    private static Matter richMatter() {
        Location location = new Location(
                "320115",
                "320115001",
                "320115001007",
                "320115001007003",
                "Z",
                "宏运大道与竹山路路口东北角",
                "竹山路地铁站",
                new BigDecimal("118.807189"),
                new BigDecimal("31.964415"),
                Location.Quality.GEOCODED,
                true,
                new Location.Raw("118.812345", "31.962345", "GCJ02", null));
        return new Matter(
                Channel.HOTLINE,
                CaseType.HELP,
                "宏运大道井盖缺失",
                "人行道圆形井盖缺失\n洞口约60公分😡",
                Urgency.E,
                true,
                false,
                true,
                new Matter.Petitioner("pii-1", "陈*", "199****0001", "320115********002X"),
                null,
                new Matter.Item("050201", 3, "窨井盖缺损", 0.857142, false, true, 1, 1),
                location,
                new Matter.Times(AT.minusSeconds(1800), AT.minusSeconds(900), AT, AT, 51_254L),
                new Matter.ExternalLimit("2026-07-08 24:00:00", AT),
                List.of(new Matter.Attachment(
                        "a1", "处置前.jpg", "BEFORE", "http://f.example.invalid/1", 18L, "0".repeat(64))),
                List.of(new QualityNote("Q-TIME-24H", "blqx", "24:00->次日00:00")));
    }

    private static Matter poorMatter() {
        Location nowhere = new Location(
                "320115", null, null, null, null, "", null, null, null, Location.Quality.NONE, false, null);
        return new Matter(
                Channel.PANANJ,
                CaseType.EVENT,
                "反映问题",
                "",
                Urgency.N,
                false,
                true,
                false,
                null,
                null,
                null,
                nowhere,
                new Matter.Times(null, null, AT, AT, null),
                new Matter.ExternalLimit("尽快", null),
                List.of(new Matter.Attachment("a1", null, null, null, null, null)),
                List.of());
    }
}
