package org.liandong.casework;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseState;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.Role;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Step;
import org.liandong.cases.TaskNumber;

/**
 * Who must be told what after a step: departments by {@code jn.assignment/1.0}, the channels that asked by {@code
 * jn.status/1.0}, evaluation by {@code jn.closing/1.0}. Pure; holds masked data only (reference §2.7). Safe for any thread.
 */
public final class Letters {
    /** Receiver of what evaluation is fed with. */
    public static final String EVALUATION = "evaluation";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ChannelReceivers channels;
    private final UnaryOperator<String> unitName;

    /** @param unitName the Chinese name of a department, street or park by its code */
    public Letters(ChannelReceivers channels, UnaryOperator<String> unitName) {
        this.channels = channels;
        this.unitName = unitName;
    }

    /** Where the outcome of a report goes. */
    public interface ChannelReceivers {
        /** Empty if the channel is told nothing. */
        Optional<String> receiver(SourceRef source, Matter matter);
    }

    /** Something to be sent after the commit. */
    public record Letter(String receiver, String operation, String payload) {}

    /** The receiver's name of a department. */
    public static String department(String code) {
        return "dept." + code;
    }

    /** @param seq number of the step within the case; makes the operation key */
    List<Letter> arising(Step step, CaseFile file, long seq) {
        List<Letter> letters = new ArrayList<>();
        toDepartments(letters, step, file, seq);
        if (step.transition() != null && step.from() != null) {
            toChannels(letters, step, file, seq);
        }
        if (closes(step) && !file.number().isCanary()) {
            letters.add(new Letter(EVALUATION, "CLOSING", closing(file, step, seq)));
        }
        return letters;
    }

    private static boolean closes(Step step) {
        return step.event() instanceof CaseEvent.CaseClosed || step.event() instanceof CaseEvent.SelfClosed;
    }

    private void toDepartments(List<Letter> letters, Step step, CaseFile file, long seq) {
        CaseEvent event = step.event();
        if (event instanceof CaseEvent.CaseDispatched dispatched) {
            dispatched.taskings().forEach(tasked -> letters.add(dispatch(file, tasked.task(), seq)));
        } else if (event instanceof CaseEvent.JointMeetingResolved resolved) {
            resolved.taskings().forEach(tasked -> letters.add(dispatch(file, tasked.task(), seq)));
        } else if (event instanceof CaseEvent.CoDepartmentAdded added) {
            letters.add(dispatch(file, added.tasking().task(), seq));
        } else if (event instanceof CaseEvent.ReworkOrdered rework) {
            file.lead().ifPresent(lead -> letters.add(toDepartment(file, lead, "REDO", seq, text(rework.reason()))));
        } else if (event instanceof CaseEvent.CaseUrged urged) {
            file.lead()
                    .filter(Letters::atWork)
                    .ifPresent(lead -> letters.add(toDepartment(file, lead, "URGE", seq, text(urged.text()))));
        } else if (event instanceof CaseEvent.CaseSupervised supervised) {
            file.lead()
                    .filter(Letters::atWork)
                    .ifPresent(lead -> letters.add(
                            toDepartment(file, lead, "URGE", seq, text(supervised.level() + ":" + supervised.text()))));
        } else if (event instanceof CaseEvent.CaseSupplemented supplemented) {
            file.assignments().stream()
                    .filter(Letters::atWork)
                    .forEach(one -> letters.add(toDepartment(
                            file,
                            one,
                            "SUPPLEMENT",
                            seq,
                            text(Optional.ofNullable(supplemented.text()).orElse("")))));
        } else if (event instanceof CaseEvent.Recalled recalled) {
            assignment(
                    file,
                    recalled.task(),
                    one -> letters.add(toDepartment(file, one, "RECALL", seq, text(recalled.reason()))));
        } else if (event instanceof CaseEvent.RequestDecided decided) {
            ObjectNode detail = text(decided.reason())
                    .put("granted", decided.granted())
                    .put("kind", decided.kind().name())
                    .put("extendedTo", Times.textOrNull(decided.extendedTo()));
            assignment(
                    file,
                    decided.task(),
                    one -> letters.add(toDepartment(file, one, decided.kind().name(), seq, detail)));
        }
    }

    private static void assignment(CaseFile file, TaskNumber task, java.util.function.Consumer<Assignment> what) {
        file.assignment(task).ifPresent(what);
    }

    private static boolean atWork(Assignment one) {
        return !one.state().ended() && one.doneAt() == null;
    }

    private static ObjectNode text(String text) {
        return JSON.createObjectNode().put("text", text).put("reason", text);
    }

    private Letter dispatch(CaseFile file, TaskNumber task, long seq) {
        Assignment one = file.assignment(task).orElseThrow();
        return toDepartment(file, one, "DISPATCH", seq, JSON.createObjectNode());
    }

    private Letter toDepartment(CaseFile file, Assignment one, String operation, long seq, ObjectNode detail) {
        Matter matter = file.matter();
        ObjectNode letter = JSON.createObjectNode()
                .put("schema", "jn.assignment/1.0")
                .put("operation", operation)
                .put("operationKey", one.task() + "#" + seq)
                .put("caseNo", file.number().value())
                .put("taskNo", one.task().value())
                .put("round", one.round())
                .put("role", one.role().name())
                .put("dept", one.dept());
        origin(letter, file);
        ArrayNode cos = letter.putArray("coDepts");
        file.assignments().stream()
                .filter(other -> other.role() == Role.CO && !other.state().ended())
                .map(Assignment::dept)
                // dispatched anew after a return, a co-department can have two tasks of one case
                .distinct()
                .forEach(cos::add);
        Matter.Item item = matter.item();
        if (item != null) {
            letter.putObject("item")
                    .put("code", item.code())
                    .put("name", item.name())
                    .put("version", item.version());
        }
        letter.put("caseType", matter.type().chinese())
                .put("urgency", matter.urgency().name())
                .put("title", matter.title())
                .put("content", matter.content())
                .put("secret", matter.secret())
                .put("anonymous", matter.anonymous());
        petitioner(letter, file, one);
        location(letter.putObject("location"), matter.location());
        letter.putObject("clock")
                .put("dispatchedAt", Times.text(one.dispatchedAt()))
                .put("signDue", Times.text(one.dues().signDue()))
                .put("contactDue", Times.text(one.dues().contactDue()))
                .put("disposeDue", Times.text(one.dues().disposeDue()))
                .put("unit", one.dues().unit())
                .put("limit", plain(one.dues().limit()));
        letter.put("requesterCount", file.requesterCount()).put("privacyLevel", item == null ? 2 : item.privacyLevel());
        attachments(letter, matter);
        letter.set("detail", detail);
        return new Letter(department(one.dept()), operation, letter.toString());
    }

    /** A system that reports cases, too, knows by it which of its own this is (reference §4.8, loop guard). */
    private static void origin(ObjectNode letter, CaseFile file) {
        SourceRef source = file.sources().get(0);
        letter.putObject("origin")
                .put("channel", file.matter().channel().published())
                .put("system", source.system())
                .put("externalNo", source.externalNo());
    }

    /** Reference §2.7: the lead sees surname and relay; who wants secrecy is not shown at all; co-departments no contact. */
    private static void petitioner(ObjectNode letter, CaseFile file, Assignment one) {
        Matter matter = file.matter();
        Matter.Petitioner petitioner = matter.petitioner();
        String display = matter.secret()
                ? "要求保密"
                : petitioner == null || petitioner.nameMasked() == null ? "匿名" : petitioner.nameMasked();
        ObjectNode node = letter.putObject("petitioner").put("display", display);
        if (one.role() == Role.LEAD && petitioner != null && petitioner.phoneMasked() != null) {
            node.put("contactMode", "HUB_RELAY").put("contact", "025-12345转" + file.number());
        } else {
            node.put("contactMode", "NONE").putNull("contact");
        }
    }

    /** 4, not 4.0: strict readers take a limit for a whole number. */
    private static BigDecimal plain(double amount) {
        BigDecimal shortest = BigDecimal.valueOf(amount).stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private void location(ObjectNode node, Location location) {
        node.put("division", location.street() == null ? location.division6() : location.street() + "000")
                .put("street", location.street())
                .put("grid", location.grid())
                .put("address", address(location))
                .put("lng", location.lng())
                .put("lat", location.lat())
                .put("crs", location.lng() == null ? null : "CGCS2000")
                .put("quality", location.quality().name());
    }

    /** Where to go: a report from a terminal often has no address, but always a grid. */
    private String address(Location location) {
        String street = location.street() == null ? "" : unitName.apply(location.street());
        String text = location.addressText();
        if (!text.isBlank()) {
            // a road alone is found in several streets; where the sender named one, it goes along
            boolean named = location.inferred() || text.contains(street.replaceFirst("街道$", ""));
            return named ? text : street + text;
        }
        String grid = location.grid() == null ? "" : "网格" + location.grid();
        String place = location.poi() == null ? "" : location.poi();
        return (street + place + grid).isEmpty() ? "地址不详" : street + place + grid;
    }

    private static void attachments(ObjectNode letter, Matter matter) {
        ArrayNode files = letter.putArray("attachments");
        for (Matter.Attachment file : matter.attachments()) {
            files.addObject()
                    .put("id", file.id())
                    .put("name", file.name())
                    .put("kind", file.kind())
                    .put("sm3", file.sm3())
                    .put("size", file.size());
        }
    }

    private void toChannels(List<Letter> letters, Step step, CaseFile file, long seq) {
        for (SourceRef source : file.sources()) {
            if (source.role() == SourceRef.SourceRole.SUPPLEMENT) {
                continue;
            }
            channels.receiver(source, file.matter())
                    .ifPresent(
                            receiver -> letters.add(new Letter(receiver, "STATUS", status(step, file, source, seq))));
        }
    }

    private String status(Step step, CaseFile file, SourceRef source, long seq) {
        Assignment lead = file.lead().orElse(null);
        CaseFile.Closing closing = file.closing();
        Assignment.Report report = lead == null ? null : lead.report();
        return JSON.createObjectNode()
                .put("schema", "jn.status/1.0")
                .put("operation", "STATUS")
                .put("operationKey", key(source, file) + "#" + seq)
                .put("caseNo", file.number().value())
                .put("system", source.system())
                .put("externalNo", source.externalNo())
                .put("state", step.to().published())
                .put("stateName", published(step.to()))
                .put("time", Times.text(step.actionTime()))
                .put("leadDept", lead == null ? null : lead.dept())
                .put("leadDeptName", lead == null ? null : unitName.apply(lead.dept()))
                .put("text", said(step, report))
                .put("publicReply", closing == null ? null : closing.publicReply())
                .put("result", closing == null ? null : closing.result().chinese())
                .put("disposeDue", lead == null ? null : Times.text(lead.dues().disposeDue()))
                .toString();
    }

    private static String published(CaseState state) {
        return state == CaseState.PENDING_STREET || state == CaseState.PENDING_DISTRICT ? "待受理" : state.chinese();
    }

    /** The steps of the case that it came with were counted from one, too. */
    private static String key(SourceRef source, CaseFile file) {
        return source.merge() == null ? source.externalNo() : source.externalNo() + "/" + file.number();
    }

    private String said(Step step, Assignment.@Nullable Report report) {
        if (report != null && step.to() == CaseState.FEEDBACK_DONE) {
            return report.publicReply() == null ? report.opinion() : report.publicReply();
        }
        return Stages.action(step.event());
    }

    private String closing(CaseFile file, Step step, long seq) {
        ObjectNode node = JSON.createObjectNode()
                .put("schema", "jn.closing/1.0")
                .put("operation", "CLOSING")
                .put("operationKey", file.number() + "#" + seq)
                .put("caseNo", file.number().value())
                .put("closedAt", Times.text(step.actionTime()));
        CanonicalCase.evaluated(node, file);
        return node.toString();
    }
}
