package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.cases.Flag;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.cases.QualityNote;
import org.liandong.cases.SourceRef;
import org.liandong.ledger.View;

/**
 * All that one page says about a case; no personal data.
 *
 * @param facts what kind of case it is, each with its name
 * @param mergedInto the case it was merged into, for a link
 */
record CasePage(
        String number,
        String title,
        String content,
        StateWords state,
        NextStep next,
        List<Fact> facts,
        List<String> flags,
        @Nullable String mergedInto,
        List<Timeline.Row> way,
        List<TaskLine> tasks,
        List<Source> sources,
        List<Note> notes,
        WhyHere why,
        List<DeliveryLine> deliveries) {

    /**
     * What is known of the case.
     *
     * @param value in the hub's words
     * @param said what a person said or wrote, behind it; stays as it is in any language
     */
    record Fact(String name, String value, @Nullable String said) {
        Fact(String name, String value) {
            this(name, value, null);
        }
    }

    /** A message that stands behind the case. */
    record Source(
            String system,
            String number,
            String role,
            Moment received,
            @Nullable String merge) {}

    /** What was wrong with a message and what was done about it. */
    record Note(String code, String field, String action) {}

    static CasePage of(View view, CaseFile file, UnitNames units, Instant now) {
        Matter matter = file.matter();
        return new CasePage(
                file.number().value(),
                Redaction.of(matter.title()),
                Redaction.of(matter.content()),
                StateWords.of(file.state()),
                NextStep.of(file, units, now),
                facts(file, units, now),
                file.progress().flags().stream().map(CasePage::flag).toList(),
                file.progress().mergedInto() == null
                        ? null
                        : file.progress().mergedInto().value(),
                Timeline.of(view.trace().of(file.number()), units, now),
                file.assignments().stream()
                        .map(one -> TaskLine.of(one, matter.anonymous(), units, now))
                        .toList(),
                file.sources().stream().map(source -> source(source, now)).toList(),
                matter.quality().stream().map(CasePage::note).toList(),
                WhyHere.of(file.routing(), units),
                DeliveryLine.of(view, file.number(), units, now));
    }

    private static List<Fact> facts(CaseFile file, UnitNames units, Instant now) {
        Matter matter = file.matter();
        Location place = matter.location();
        Matter.Item item = matter.item();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("渠道", matter.channel().chinese()));
        facts.add(new Fact("类型", matter.type().chinese()));
        facts.add(new Fact("紧急程度", matter.urgency().chinese()));
        facts.add(new Fact("事项", item == null ? "未确定" : item.code() + " " + item.name()));
        facts.add(new Fact("来件时间", Moment.of(matter.times().receivedAt(), now).text()));
        facts.add(petitioner(matter));
        facts.add(new Fact("诉求人数", String.valueOf(file.requesterCount())));
        facts.add(new Fact(
                "地点", place.street() == null ? "" : units.name(place.street()), Redaction.of(place.addressText())));
        facts.add(new Fact(
                "经办层级",
                file.progress().level().chinese() + ","
                        + units.name(file.progress().unit())));
        Matter.ExternalLimit limit = matter.externalLimit();
        if (limit != null) {
            facts.add(
                    limit.normalized() == null
                            ? new Fact("渠道时限", "", limit.text())
                            : new Fact(
                                    "渠道时限", Moment.of(limit.normalized(), now).text()));
        }
        CaseFile.Closing closing = file.closing();
        if (closing != null) {
            facts.add(new Fact(
                    "结果",
                    "%s,%s"
                            .formatted(
                                    closing.result().chinese(),
                                    Moment.of(closing.at(), now).text())));
        }
        return facts;
    }

    /** Masked, and not even that where secrecy was asked for (reference §2.7). */
    private static Fact petitioner(Matter matter) {
        String name = "诉求人";
        Matter.Petitioner petitioner = matter.petitioner();
        if (matter.secret()) {
            return new Fact(name, "要求保密");
        }
        if (matter.anonymous() || petitioner == null) {
            return new Fact(name, "匿名");
        }
        String phone = petitioner.phoneMasked();
        return petitioner.nameMasked() == null
                ? new Fact(name, "未留姓名", phone)
                : new Fact(name, "", phone == null ? petitioner.nameMasked() : petitioner.nameMasked() + " " + phone);
    }

    private static Source source(SourceRef source, Instant now) {
        String role = switch (source.role()) {
            case PRIMARY -> "首件";
            case MERGED -> "并入";
            case SUPPLEMENT -> "补充";
        };
        SourceRef.Merge merge = source.merge();
        return new Source(
                source.system(),
                source.externalNo(),
                role,
                Moment.of(source.receivedAt(), now),
                merge == null ? null : merge.rule() + "," + merge.by());
    }

    private static Note note(QualityNote note) {
        return new Note(note.code(), note.field(), Redaction.of(note.action()));
    }

    private static String flag(Flag flag) {
        return switch (flag) {
            case REPEAT -> "重复反映";
            case MULTI -> "一单多诉";
            case MASS -> "多人反映";
            case SENSITIVE -> "敏感";
            case JOINT -> "联席会议";
            case HOTSPOT -> "热点";
            case CONTESTED_RETURN -> "退单有争议";
            case PROVISIONAL_DUE -> "期限暂定";
            case SUPERVISED -> "督办";
        };
    }
}
