package org.liandong.operations;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.Channel;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Role;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Visit;
import org.liandong.ledger.StageRecord;

/** Tells what happened to a case as a whole. Safe for any thread. */
final class CaseSentences {
    private final UnitNames units;
    private final Instant now;

    CaseSentences(UnitNames units, Instant now) {
        this.units = units;
        this.now = now;
    }

    Sentence tell(CaseEvent event, StageRecord.Actor actor) {
        if (event instanceof CaseEvent.CaseReceived received) {
            return received(received);
        } else if (event instanceof CaseEvent.CaseQuarantined quarantined) {
            return new Sentence("来件有误,转人工修正", String.join(";", quarantined.defects()));
        } else if (event instanceof CaseEvent.CaseMended) {
            return Sentence.of(who(actor) + "修正来件,继续办理");
        } else if (event instanceof CaseEvent.SelfClosed closed) {
            return new Sentence("网格员当场办结(自办自结)", closed.measure());
        } else if (event instanceof CaseEvent.SentToStreet sent) {
            return Sentence.of("转" + units.name(sent.unit()) + "受理");
        } else if (event instanceof CaseEvent.SentToDistrict sent) {
            String copies = sent.copies().isEmpty() ? "" : ",抄送" + names(sent.copies());
            return Sentence.of("转" + units.name(sent.unit()) + "受理" + copies);
        } else if (event instanceof CaseEvent.CaseAccepted accepted) {
            return Sentence.of(units.name(accepted.unit()) + "受理" + by(actor));
        } else if (event instanceof CaseEvent.CaseEscalated escalated) {
            return Sentence.of(
                    "上报" + units.name(escalated.unit()) + ",原因" + ReasonNames.of(escalated.reasonCode()) + by(actor));
        } else if (event instanceof CaseEvent.CaseSentBack sentBack) {
            return new Sentence("退回" + units.name(sentBack.unit()) + by(actor), sentBack.reason());
        } else if (event instanceof CaseEvent.CaseRefused refused) {
            return new Sentence("不予受理(" + ReasonNames.of(refused.reasonCode()) + ")" + by(actor), refused.text());
        } else if (event instanceof CaseEvent.CaseTransferred transferred) {
            return new Sentence("移送" + transferred.to() + by(actor), transferred.reason());
        } else if (event instanceof CaseEvent.CaseMerged merged) {
            return Sentence.of("并入办件" + merged.into() + "," + why(merged.why()));
        } else if (event instanceof CaseEvent.MergedTaken taken) {
            return Sentence.of("并入同一事项的反映%d件(%s)".formatted(taken.sources().size(), numbers(taken.sources())));
        } else if (event instanceof CaseEvent.RefusalAppealed appealed) {
            return new Sentence("对不予受理提出申诉,转区受理", appealed.reason());
        } else {
            return tellHandling(event, actor);
        }
    }

    private Sentence tellHandling(CaseEvent event, StageRecord.Actor actor) {
        if (event instanceof CaseEvent.CaseDispatched dispatched) {
            return Sentence.of("派遣" + departments(dispatched.taskings()) + by(actor));
        } else if (event instanceof CaseEvent.JointMeetingCalled called) {
            return new Sentence("提请联席会议协调" + by(actor), called.reason());
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            return new Sentence("联席会议决定,派遣" + departments(resolved.taskings()), resolved.resolution());
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            return new Sentence("加派" + departments(List.of(added.tasking())) + by(actor), added.reason());
        } else if (event instanceof CaseEvent.CaseSupplemented supplemented) {
            return new Sentence("诉求人补充内容,来文号" + supplemented.source().externalNo(), supplemented.text());
        } else if (event instanceof CaseEvent.CaseUrged urged) {
            return new Sentence(who(actor) + "催办", urged.text());
        } else if (event instanceof CaseEvent.CaseSupervised supervised) {
            return new Sentence(who(actor) + supervised.level(), supervised.text());
        } else if (event instanceof CaseEvent.CaseWithdrawn withdrawn) {
            return new Sentence("诉求人撤诉", withdrawn.reason());
        } else if (event instanceof CaseEvent.FeedbackCompleted) {
            return Sentence.of("各部门均已反馈,待核查");
        } else if (event instanceof CaseEvent.FeedbackPassed passed) {
            return new Sentence("核查通过" + by(actor), passed.text());
        } else if (event instanceof CaseEvent.ReworkOrdered rework) {
            String due = Moment.of(rework.dues().disposeDue(), now).text();
            return new Sentence("退回重办,新的办结期限" + due + by(actor), rework.reason());
        } else if (event instanceof CaseEvent.VisitRecorded visited) {
            return new Sentence(
                    "回访:" + visited(visited.visit()), visited.visit().reason());
        } else if (event instanceof CaseEvent.CaseClosed closed) {
            return new Sentence(
                    "结案(%s),%s".formatted(closed.result().chinese(), closed.reason()), closed.publicReply());
        } else if (event instanceof CaseEvent.CaseReopened reopened) {
            return new Sentence("重新打开,转区受理" + by(actor), reopened.reason());
        } else if (event instanceof CaseEvent.CaseEvaluated evaluated) {
            return Sentence.of("计入" + evaluated.month() + "考评,归档");
        } else if (event instanceof CaseEvent.SampleFailed failed) {
            return new Sentence("抽查不合格,转街道受理", failed.reason());
        } else if (event instanceof CaseEvent.QualityNoted noted) {
            return Sentence.of(
                    "来文质量有问题:" + noted.notes().stream().map(QualityNote::action).collect(Collectors.joining(";")));
        } else if (event instanceof CaseEvent.NotedOnly noted) {
            return new Sentence("收到后只留痕,不改变状态", noted.why());
        }
        throw new IllegalStateException("no sentence for " + event.getClass().getSimpleName());
    }

    /** Who acted, by name as far as there is one. */
    String who(StageRecord.Actor actor) {
        return switch (Actor.Kind.valueOf(actor.type())) {
            case SYSTEM -> "枢纽";
            case DEPARTMENT -> units.name(actor.id());
            case RESIDENT -> "诉求人";
            case PERSON, CHANNEL -> actor.id();
        };
    }

    private static Sentence received(CaseEvent.CaseReceived received) {
        Channel channel = received.matter().channel();
        String source = received.source().externalNo();
        return Sentence.of("收到%s来件,来文号%s".formatted(channel.chinese(), source));
    }

    /** The officer, where one acted; a level's or department's own step needs no further name. */
    private static String by(StageRecord.Actor actor) {
        return Actor.Kind.valueOf(actor.type()) == Actor.Kind.PERSON ? ",经办人" + actor.id() : "";
    }

    private static String why(SourceRef.Merge why) {
        return "%s(相似度%d%%,%s)".formatted(why.rule(), Math.round(why.score() * 100), why.by());
    }

    private static String numbers(List<SourceRef> sources) {
        return sources.stream().map(SourceRef::externalNo).collect(Collectors.joining("、"));
    }

    private String names(List<String> codes) {
        return codes.stream().map(units::name).collect(Collectors.joining("、"));
    }

    private String departments(List<CaseEvent.Tasked> taskings) {
        return taskings.stream()
                .map(one -> (one.role() == Role.LEAD ? "给" : "")
                        + units.name(one.dept())
                        + one.role().chinese())
                .collect(Collectors.joining("、"));
    }

    private static String visited(Visit visit) {
        if (!visit.contacted()) {
            return "未联系上";
        }
        String satisfaction = switch (visit.satisfaction()) {
            case 1 -> "非常满意";
            case 2 -> "满意";
            case 3 -> "基本满意";
            case 4 -> "不满意";
            case 5 -> "非常不满意";
            default -> "未评价";
        };
        return (visit.solved() ? "已解决," : "未解决,") + satisfaction;
    }
}
