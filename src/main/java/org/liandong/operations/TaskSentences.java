package org.liandong.operations;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseEvent;

/** Tells what happened to one department's task. Safe for any thread. */
final class TaskSentences {
    private final UnitNames units;
    private final Instant now;

    TaskSentences(UnitNames units, Instant now) {
        this.units = units;
        this.now = now;
    }

    /** @param dept code of the department that has the task */
    Sentence tell(CaseEvent.OfAssignment event, String dept) {
        String name = units.name(dept);
        if (event instanceof CaseEvent.Delivered delivered) {
            return Sentence.of("送达" + name + (delivered.foreignNo() == null ? "" : ",对方编号" + delivered.foreignNo()));
        } else if (event instanceof CaseEvent.DeliveryTroubled troubled) {
            return new Sentence(troubled.unknown() ? "已发给" + name + ",未收到回执,正在核对" : "未能送达" + name, troubled.detail());
        } else if (event instanceof CaseEvent.Signed signed) {
            return Sentence.of(name + "签收" + (signed.signer() == null ? "" : ",签收人" + signed.signer()));
        } else if (event instanceof CaseEvent.Contacted contacted) {
            return new Sentence(name + "首次联系诉求人", contacted.text());
        } else if (event instanceof CaseEvent.Progressed progressed) {
            return new Sentence(name + "反馈办理过程" + handler(progressed.handler()), progressed.opinion());
        } else if (event instanceof CaseEvent.Requested requested) {
            return new Sentence(
                    name + asked(requested.request()), requested.request().text());
        } else if (event instanceof CaseEvent.RequestDecided decided) {
            return decided(decided, name);
        } else if (event instanceof CaseEvent.Resumed resumed) {
            return new Sentence(name + "恢复办理", resumed.reason());
        } else if (event instanceof CaseEvent.DoneReported done) {
            Assignment.Report report = done.report();
            return new Sentence(
                    "%s反馈办理结果:%s%s".formatted(name, report.resolved().chinese(), handler(report.handler())),
                    report.opinion());
        } else if (event instanceof CaseEvent.Waived waived) {
            return new Sentence(name + "免于反馈", waived.reason());
        } else if (event instanceof CaseEvent.Recalled recalled) {
            return new Sentence("撤回" + name + "的任务", recalled.reason());
        }
        throw new IllegalStateException("no sentence for " + event.getClass().getSimpleName());
    }

    /** What is asked for, for example 申请延期3个工作日(E01工程施工). */
    String asked(Assignment.Request request) {
        StringBuilder asked = new StringBuilder("申请").append(request.kind().chinese());
        if (request.amount() != null) {
            asked.append(amount(request.amount(), request.unit()));
        }
        if (request.until() != null) {
            asked.append("至").append(Moment.of(request.until(), now).text());
        }
        asked.append("(").append(ReasonNames.of(request.reasonCode())).append(")");
        if (request.suggestedDept() != null) {
            asked.append(",建议改派").append(units.name(request.suggestedDept()));
        }
        return asked.toString();
    }

    static String amount(double amount, @Nullable String unit) {
        String number = BigDecimal.valueOf(amount).stripTrailingZeros().toPlainString();
        return number
                + switch (Objects.requireNonNullElse(unit, "")) {
                    case "EH" -> "小时";
                    case "WH" -> "个工作时";
                    case "WD" -> "个工作日";
                    default -> unit;
                };
    }

    private Sentence decided(CaseEvent.RequestDecided decided, String name) {
        String until = decided.extendedTo() == null
                ? ""
                : ",办结期限延至" + Moment.of(decided.extendedTo(), now).text();
        return new Sentence(
                (decided.granted() ? "同意" : "不同意") + name + decided.kind().chinese() + until, decided.reason());
    }

    private static String handler(@Nullable String handler) {
        return handler == null ? "" : ",办理人" + handler;
    }
}
