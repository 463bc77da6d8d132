package org.liandong.casework;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Actor;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Instruction;
import org.liandong.cases.Step;
import org.liandong.cases.TaskNumber;
import org.liandong.cases.Visit;
import org.liandong.casework.json.CaseJson;
import org.liandong.ledger.StageRecord;

/** Turns a step into a row of the trace, with the five things of reference §1.5. */
final class Stages {
    private Stages() {}

    static StageRecord of(Step step, CaseFile file, long seq, Instruction instruction) {
        TaskNumber task = step.event() instanceof CaseEvent.OfAssignment ofAssignment ? ofAssignment.task() : null;
        Assignment assignment = task == null ? null : file.assignment(task).orElse(null);
        Actor actor = step.implied() ? Actor.HUB : instruction.actor();
        return new StageRecord(
                file.number(),
                seq,
                task,
                step.transition() == null
                        ? step.event().getClass().getSimpleName()
                        : step.transition().name(),
                action(step.event()),
                handling(step.event(), file, assignment),
                step.actionTime(),
                instruction.receivedAt(),
                new StageRecord.Actor(actor.kind().name(), actor.id()),
                file.progress().level(),
                new StageRecord.Move(
                        step.from() == null ? null : step.from().name(),
                        step.to().name()),
                step.implied(),
                instruction.sourceMessage(),
                CaseJson.write(step.event()));
    }

    private static StageRecord.Handling handling(CaseEvent event, CaseFile file, @Nullable Assignment assignment) {
        String lead = assignment != null
                ? assignment.dept()
                : file.lead().map(Assignment::dept).orElse(null);
        if (event instanceof CaseEvent.DoneReported done) {
            return new StageRecord.Handling(
                    lead,
                    done.report().handler(),
                    done.report().opinion(),
                    done.report().resolved().chinese());
        } else if (event instanceof CaseEvent.Progressed progressed) {
            return new StageRecord.Handling(lead, progressed.handler(), progressed.opinion(), null);
        } else if (event instanceof CaseEvent.Signed signed) {
            return new StageRecord.Handling(lead, signed.signer(), null, null);
        } else if (event instanceof CaseEvent.Requested requested) {
            return new StageRecord.Handling(lead, null, requested.request().text(), null);
        } else if (event instanceof CaseEvent.RequestDecided decided) {
            return new StageRecord.Handling(lead, null, decided.reason(), null);
        } else if (event instanceof CaseEvent.VisitRecorded visited) {
            return new StageRecord.Handling(lead, null, visited.visit().reason(), satisfaction(visited.visit()));
        }
        return new StageRecord.Handling(lead, null, null, null);
    }

    private static String satisfaction(Visit visit) {
        if (!visit.contacted()) {
            return "未联系上";
        }
        return switch (visit.satisfaction()) {
            case 1 -> "非常满意";
            case 2 -> "满意";
            case 3 -> "基本满意";
            case 4 -> "不满意";
            case 5 -> "非常不满意";
            default -> "未评价";
        };
    }

    /** What happened, in plain words. */
    static String action(CaseEvent event) {
        if (event instanceof CaseEvent.CaseReceived received) {
            return "收到来件:" + received.matter().title();
        } else if (event instanceof CaseEvent.CaseQuarantined quarantined) {
            return "待人工修正:" + String.join(";", quarantined.defects());
        } else if (event instanceof CaseEvent.CaseMended) {
            return "人工修正后继续";
        } else if (event instanceof CaseEvent.SelfClosed closed) {
            return "网格员自办自结:" + closed.measure();
        } else if (event instanceof CaseEvent.SentToStreet sent) {
            return "转" + sent.unit() + "受理";
        } else if (event instanceof CaseEvent.SentToDistrict sent) {
            return "转" + sent.unit() + "受理";
        } else if (event instanceof CaseEvent.CaseAccepted accepted) {
            return accepted.unit() + "受理";
        } else if (event instanceof CaseEvent.CaseEscalated escalated) {
            return "上报" + escalated.unit();
        } else if (event instanceof CaseEvent.CaseSentBack sentBack) {
            return "退回" + sentBack.unit() + ":" + sentBack.reason();
        } else if (event instanceof CaseEvent.CaseRefused refused) {
            return "不予受理(" + refused.reasonCode() + "):" + refused.text();
        } else if (event instanceof CaseEvent.CaseTransferred transferred) {
            return "移送" + transferred.to() + ":" + transferred.reason();
        } else if (event instanceof CaseEvent.CaseMerged merged) {
            return "并入" + merged.into() + ":" + merged.why().rule();
        } else if (event instanceof CaseEvent.MergedTaken taken) {
            return "并入" + taken.sources().size() + "件同一事项的反映";
        } else if (event instanceof CaseEvent.RefusalAppealed appealed) {
            return "申诉:" + appealed.reason();
        } else if (event instanceof CaseEvent.CaseDispatched dispatched) {
            return "派遣" + departments(dispatched.taskings());
        } else if (event instanceof CaseEvent.JointMeetingCalled called) {
            return "提请联席会议:" + called.reason();
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            return "联席会议决定:" + resolved.resolution() + ";派遣" + departments(resolved.taskings());
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            return "加派" + departments(java.util.List.of(added.tasking())) + ":" + added.reason();
        } else if (event instanceof CaseEvent.CaseSupplemented) {
            return "补充内容";
        } else if (event instanceof CaseEvent.CaseUrged urged) {
            return "催办:" + urged.text();
        } else if (event instanceof CaseEvent.CaseSupervised supervised) {
            return supervised.level() + ":" + supervised.text();
        } else if (event instanceof CaseEvent.CaseWithdrawn withdrawn) {
            return "撤诉:" + withdrawn.reason();
        } else if (event instanceof CaseEvent.FeedbackCompleted) {
            return "各部门均已反馈";
        } else if (event instanceof CaseEvent.FeedbackPassed passed) {
            return "核查通过:" + passed.text();
        } else if (event instanceof CaseEvent.ReworkOrdered rework) {
            return "重办:" + rework.reason();
        } else if (event instanceof CaseEvent.VisitRecorded) {
            return "回访";
        } else if (event instanceof CaseEvent.CaseClosed closed) {
            return "结案(" + closed.result().chinese() + "):" + closed.reason();
        } else if (event instanceof CaseEvent.CaseReopened reopened) {
            return "重新打开:" + reopened.reason();
        } else if (event instanceof CaseEvent.CaseEvaluated evaluated) {
            return "考评归档:" + evaluated.month();
        } else if (event instanceof CaseEvent.SampleFailed failed) {
            return "抽查不合格:" + failed.reason();
        } else if (event instanceof CaseEvent.QualityNoted noted) {
            return "来文质量:"
                    + noted.notes().stream()
                            .map(note -> note.code() + " " + note.action())
                            .collect(Collectors.joining(";"));
        } else if (event instanceof CaseEvent.NotedOnly noted) {
            return "只留痕:" + noted.why();
        } else if (event instanceof CaseEvent.OfAssignment ofAssignment) {
            return action(ofAssignment);
        }
        throw new IllegalStateException("no words for " + event.getClass().getSimpleName());
    }

    private static String action(CaseEvent.OfAssignment event) {
        if (event instanceof CaseEvent.Delivered) {
            return "送达部门系统";
        } else if (event instanceof CaseEvent.DeliveryTroubled troubled) {
            return (troubled.unknown() ? "已发出、未收到回执、正在核对:" : "未能送达:") + troubled.detail();
        } else if (event instanceof CaseEvent.Signed) {
            return "签收";
        } else if (event instanceof CaseEvent.Contacted) {
            return "首次联系诉求人";
        } else if (event instanceof CaseEvent.Progressed) {
            return "过程反馈";
        } else if (event instanceof CaseEvent.Requested requested) {
            return "申请" + requested.request().kind().chinese() + "("
                    + requested.request().reasonCode() + ")";
        } else if (event instanceof CaseEvent.RequestDecided decided) {
            return (decided.granted() ? "同意" : "不同意") + decided.kind().chinese();
        } else if (event instanceof CaseEvent.Resumed resumed) {
            return "恢复办理:" + resumed.reason();
        } else if (event instanceof CaseEvent.DoneReported) {
            return "反馈办理结果";
        } else if (event instanceof CaseEvent.Waived waived) {
            return "免办:" + waived.reason();
        } else if (event instanceof CaseEvent.Recalled recalled) {
            return "撤回任务:" + recalled.reason();
        }
        throw new IllegalStateException("no words for " + event.getClass().getSimpleName());
    }

    private static String departments(java.util.List<CaseEvent.Tasked> taskings) {
        return taskings.stream()
                .map(one -> one.dept() + "(" + one.role().chinese() + ")")
                .collect(Collectors.joining("、"));
    }
}
