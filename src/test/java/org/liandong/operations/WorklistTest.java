package org.liandong.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.liandong.cases.Actor;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Command;
import org.liandong.cases.Role;

class WorklistTest {
    private final TestHub hub = new TestHub();
    private final Random random = new Random(Long.getLong("seed", 20260707L));

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void theListKeptByFollowingTheTraceIsTheListReadAnew() {
        long seed = Long.getLong("seed", 20260707L);
        Worklist following = new Worklist();
        List<CaseNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            hub.pass(Duration.ofSeconds(random.nextInt(3)));
            work(numbers);
            if (i % 7 == 0) {
                hub.ledger.read(view -> {
                    Worklist anew = new Worklist();
                    assertThat(following.cases(view, null, 1000))
                            .as("seed %d", seed)
                            .isEqualTo(anew.cases(view, null, 1000))
                            .isEqualTo(waiting(numbers));
                    assertThat(following.requests(view, null, 1000))
                            .as("seed %d", seed)
                            .isEqualTo(anew.requests(view, null, 1000))
                            .isEqualTo(asked(numbers));
                    return true;
                });
            }
        }
        assertThat(numbers).as("seed %d", seed).hasSizeGreaterThan(50);
    }

    private void work(List<CaseNumber> numbers) {
        if (numbers.isEmpty() || random.nextInt(4) == 0) {
            numbers.add(hub.take(
                    random.nextBoolean()
                            ? Reported.byHotline("井盖破损").needingPhoto()
                            : Reported.byHotline("井盖破损").toDistrict()));
            return;
        }
        CaseNumber number = numbers.get(random.nextInt(numbers.size()));
        CaseFile file = hub.file(number);
        Actor person = Actor.person("坐席12");
        switch (file.state()) {
            case PENDING_STREET, PENDING_DISTRICT ->
                hub.by(person, number, new Command.AcceptCase(file.progress().unit()));
            case PENDING_DISPATCH -> hub.dispatch(number, "CG");
            case JOINT_MEETING ->
                hub.by(
                        person,
                        number,
                        new Command.ResolveJointMeeting(
                                List.of(new Command.Tasking(
                                        "SL", Role.LEAD, hub.clocks.dues(file.matter(), hub.now()))),
                                "水务主办"));
            case DISPATCHED, IN_PROGRESS -> atWork(number, file.lead().orElseThrow());
            case FEEDBACK_DONE -> hub.by(person, number, new Command.VerifyFeedback(true, "照片属实", null));
            default -> {
                return;
            }
        }
    }

    private void atWork(CaseNumber number, Assignment lead) {
        int task = lead.task().index();
        if (lead.pending() != null) {
            hub.by(
                    Actor.person("坐席12"),
                    number,
                    new Command.DecideRequest(lead.task(), random.nextBoolean(), "已核", null));
        } else if (random.nextInt(3) == 0 && hub.file(number).progress().acceptedReturns() < 2) {
            hub.byDept(number, task, new Command.RequestReturn(lead.task(), "R01", "不归我们", "SL"));
        } else {
            hub.report(number, task, "已修复");
        }
    }

    private List<Worklist.Waiting> waiting(List<CaseNumber> numbers) {
        return files(numbers)
                .filter(file -> Stream.of(
                                CaseState.PENDING_STREET,
                                CaseState.PENDING_DISTRICT,
                                CaseState.PENDING_DISPATCH,
                                CaseState.JOINT_MEETING,
                                CaseState.FEEDBACK_DONE)
                        .anyMatch(file.state()::equals))
                .map(Worklist::waiting)
                .sorted()
                .toList();
    }

    private List<Worklist.Asked> asked(List<CaseNumber> numbers) {
        return files(numbers)
                .flatMap(file -> file.assignments().stream())
                .filter(one -> one.pending() != null && !one.state().ended())
                .map(one ->
                        new Worklist.Asked(Objects.requireNonNull(one.pending()).askedAt(), one.task()))
                .sorted()
                .toList();
    }

    private Stream<CaseFile> files(List<CaseNumber> numbers) {
        return numbers.stream().map(hub::file);
    }
}
