package org.liandong.casework;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Assignment;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.QualityNote;
import org.liandong.cases.SourceRef;
import org.liandong.cases.Visit;

/** A case as {@code jn.case/1.0} (contracts/case.schema.json): the one form in which outsiders read cases. */
public final class CanonicalCase {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CanonicalCase() {}

    public static ObjectNode of(CaseFile file) {
        Matter matter = file.matter();
        ObjectNode node = JSON.createObjectNode()
                .put("caseNo", file.number().value())
                .put("schema", "jn.case/1.0")
                .put("channel", matter.channel().published())
                .put("state", file.state().published());
        sources(node.putArray("sourceRefs"), file);
        node.put("caseType", matter.type().chinese())
                .put("title", matter.title())
                .put("content", matter.content())
                .put("contentRawKept", true);
        petitioner(node, matter);
        Matter.Times times = matter.times();
        node.put("occurredAt", Times.textOrNull(times.occurredAt()))
                .put("discoveredAt", Times.textOrNull(times.discoveredAt()))
                .put("reportedAt", Times.text(times.reportedAt()))
                .put("receivedAt", Times.text(times.receivedAt()))
                .put("offlineDelaySec", times.offlineDelaySeconds());
        Matter.Item item = matter.item();
        node.put("itemCode", item == null ? null : item.code())
                .put("itemVersion", item == null ? null : item.version())
                .put(
                        "itemConfidence",
                        item == null
                                ? null
                                : BigDecimal.valueOf(item.confidence()).setScale(2, RoundingMode.HALF_UP))
                .put("urgency", matter.urgency().name())
                .put("secret", matter.secret())
                .put("anonymous", matter.anonymous());
        location(node.putObject("location"), matter.location());
        Matter.ExternalLimit limit = matter.externalLimit();
        if (limit != null) {
            node.putObject("externalLimit")
                    .put("text", limit.text())
                    .put("normalized", Times.textOrNull(limit.normalized()));
        }
        quality(node.putArray("quality"), matter);
        attachments(node.putArray("attachments"), matter);
        node.put("level", file.progress().level().name())
                .put("acceptOrg", file.progress().unit());
        ArrayNode flags = node.putArray("flags");
        file.progress().flags().stream().sorted().forEach(flag -> flags.add(flag.name()));
        node.put("requesterCount", file.requesterCount()).put("selfHandled", file.selfHandled());
        ArrayNode assignments = node.putArray("assignments");
        file.assignments().forEach(one -> assignment(assignments.addObject(), one));
        CaseFile.Closing closing = file.closing();
        if (closing != null) {
            node.put("result", closing.result().chinese())
                    .put("publicReply", closing.publicReply())
                    .put("closedAt", Times.text(closing.at()))
                    .put("closeReason", closing.reason());
        }
        if (file.progress().mergedInto() != null) {
            node.put("mergedInto", file.progress().mergedInto().value());
        }
        return node.put("version", file.version());
    }

    private static void sources(ArrayNode refs, CaseFile file) {
        for (SourceRef source : file.sources()) {
            ObjectNode ref = refs.addObject()
                    .put("system", source.system())
                    .put("externalNo", source.externalNo())
                    .put("role", source.role().name())
                    .put("receivedAt", Times.text(source.receivedAt()))
                    .put("rawId", source.rawId())
                    .put("charset", source.charset())
                    .put("declaredInner", source.declaredInner());
            SourceRef.Merge merge = source.merge();
            if (merge != null) {
                ref.put("mergeScore", BigDecimal.valueOf(merge.score()).setScale(2, RoundingMode.HALF_UP))
                        .put("mergeRule", merge.rule())
                        .put("mergedBy", merge.by());
            }
        }
    }

    private static void petitioner(ObjectNode node, Matter matter) {
        Matter.Petitioner petitioner = matter.petitioner();
        if (petitioner == null) {
            node.putNull("petitioner");
            return;
        }
        node.putObject("petitioner")
                .put("piiRef", petitioner.vaultRef())
                .put("nameMasked", petitioner.nameMasked())
                .put("phoneMasked", petitioner.phoneMasked())
                .put("idMasked", petitioner.idMasked())
                .put("secret", matter.secret());
    }

    private static void location(ObjectNode node, Location location) {
        node.put("division6", location.division6())
                .put("street", location.street())
                .put("community", location.community())
                .put("grid", location.grid())
                .put("gridKind", location.gridKind())
                .put("addressText", location.addressText())
                .put("poi", location.poi())
                .put("lng", location.lng())
                .put("lat", location.lat())
                .put("crs", location.lng() == null ? null : "CGCS2000")
                .put("quality", location.quality().name())
                .put("divisionInferred", location.inferred());
    }

    private static void quality(ArrayNode notes, Matter matter) {
        for (QualityNote note : matter.quality()) {
            notes.addObject()
                    .put("code", note.code())
                    .put("field", note.field())
                    .put("action", note.action());
        }
    }

    private static void attachments(ArrayNode files, Matter matter) {
        for (Matter.Attachment file : matter.attachments()) {
            files.addObject()
                    .put("id", file.id())
                    .put("name", file.name())
                    .put("kind", file.kind())
                    .put("size", file.size())
                    .put("sm3", file.sm3());
        }
    }

    private static void assignment(ObjectNode node, Assignment one) {
        node.put("taskNo", one.task().value())
                .put("round", one.round())
                .put("role", one.role().name())
                .put("dept", one.dept())
                .put("state", one.state().code())
                .put("stateName", one.state().chinese())
                .put("dispatchedAt", Times.text(one.dispatchedAt()))
                .put("deliveredAt", Times.textOrNull(one.deliveredAt()))
                .put("signedAt", Times.textOrNull(one.signedAt()))
                .put("firstContactAt", Times.textOrNull(one.firstContactAt()))
                .put("doneAt", Times.textOrNull(one.doneAt()))
                .put("signDue", Times.text(one.dues().signDue()))
                .put("contactDue", Times.text(one.dues().contactDue()))
                .put("disposeDue", Times.text(one.dues().disposeDue()))
                .put("deptTaskNo", one.foreignNo());
        Assignment.Request pending = one.pending();
        if (pending != null) {
            node.putObject("pendingRequest")
                    .put("kind", pending.kind().name())
                    .put("kindName", pending.kind().chinese())
                    .put("reasonCode", pending.reasonCode())
                    .put("text", pending.text())
                    .put("amount", pending.amount())
                    .put("unit", pending.unit())
                    .put("askedAt", Times.text(pending.askedAt()));
        }
        Assignment.Report report = one.report();
        if (report != null) {
            node.put("handler", report.handler())
                    .put("opinion", report.opinion())
                    .put("resolved", report.resolved().name());
        }
    }

    /** What §1.5 says must be recorded of a closed case, for evaluation. */
    static void evaluated(ObjectNode node, CaseFile file) {
        Matter.Item item = file.matter().item();
        node.put("itemCode", item == null ? null : item.code())
                .put("street", file.matter().location().street())
                .put("selfHandled", file.selfHandled())
                .put("round", file.progress().round())
                .put("acceptedReturns", file.progress().acceptedReturns());
        CaseFile.Closing closing = file.closing();
        if (closing != null) {
            node.put("result", closing.result().name()).put("closeReason", closing.reason());
        }
        Visit visit =
                file.visits().isEmpty() ? null : file.visits().get(file.visits().size() - 1);
        visit(node, visit);
        ArrayNode assignments = node.putArray("assignments");
        file.assignments().forEach(one -> assignment(assignments.addObject(), one));
    }

    private static void visit(ObjectNode node, @Nullable Visit visit) {
        if (visit != null) {
            node.putObject("visit")
                    .put("contacted", visit.contacted())
                    .put("solved", visit.solved())
                    .put("satisfaction", visit.satisfaction());
        }
    }
}
