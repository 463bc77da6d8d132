package org.liandong.intake.cleaning;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Urgency;
import org.liandong.intake.cleaning.CleanedReport.Attachment;
import org.liandong.intake.cleaning.CleanedReport.Place;
import org.liandong.intake.cleaning.CleanedReport.ReportTimes;
import org.liandong.intake.cleaning.CleanedReport.SelfHandled;
import org.liandong.intake.cleaning.CleanedReport.Source;
import org.liandong.intake.cleaning.CleanedReport.Statement;
import org.liandong.intake.cleaning.CleanedReport.Wishes;
import org.liandong.intake.cleaning.Names.PersonName;

/** The cleaning of one report, field by field in the order in which its notes are published. For one thread. */
final class OneReport {
    private static final Pattern SM3 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SIZE = Pattern.compile("\\d{1,15}");
    private static final Pattern HEIC = Pattern.compile("(?i).*\\.hei[cf](?:[?#].*)?");

    private final Leaves leaves;
    private final Addresses addresses;
    private final Instant receivedAt;
    private final Notes notes = new Notes();

    OneReport(Leaves leaves, Addresses addresses, Instant receivedAt) {
        this.leaves = leaves;
        this.addresses = addresses;
        this.receivedAt = receivedAt;
    }

    CleanedReport clean(List<QualityNote> earlier) {
        earlier.forEach(notes::add);
        String externalNo = externalNo();
        PersonName name = notes.take(Names.clean(leaves.text("petitioner.name"), leaves.name("petitioner.name")));
        Petitioner petitioner = petitioner(name);
        Urgency urgency = Flags.urgency(leaves.text("urgency"));
        Statement statement = statement(urgency, petitioner);
        boolean report = "举报".equals(statement.caseType());
        Wishes wishes = new Wishes(
                isSecret(report) || (name != null && name.secret()),
                Boolean.TRUE.equals(Flags.parse(leaves.text("anonymous"))) || (name != null && name.anonymous()),
                Flags.parse(leaves.text("wantReply")));
        Place place = place();
        ReportTimes times = new TimesOfReport(leaves, notes, receivedAt).clean(urgency);
        Source source = source();
        List<Attachment> attachments = attachments();
        SelfHandled selfHandled = selfHandled(statement.content());
        look(statement, name);
        return new CleanedReport(
                externalNo,
                statement,
                petitioner,
                wishes,
                times,
                place,
                attachments,
                selfHandled,
                source,
                notes.merged(),
                leaves.defects());
    }

    private @Nullable String externalNo() {
        String field = leaves.name("externalNo");
        Cleaned<String> number = Codes.clean(leaves.text("externalNo"), field);
        if (number.has("Q-EXCEL")) {
            leaves.defects().add(new Defect(field, "externalNo", "Q-EXCEL", field + "是科学计数法,编号已失真,请以文本格式重发"));
        } else if (number.value() == null) {
            leaves.defects().add(Defect.missing(field, "externalNo"));
        }
        return notes.take(number);
    }

    private Petitioner petitioner(@Nullable PersonName name) {
        return new Petitioner(
                name == null ? null : name.value(),
                notes.take(Phones.clean(leaves.text("petitioner.phone"), leaves.name("petitioner.phone"))),
                notes.take(
                        Phones.clean(leaves.text("petitioner.callbackPhone"), leaves.name("petitioner.callbackPhone"))),
                notes.take(IdNumbers.clean(leaves.text("petitioner.idNo"), leaves.name("petitioner.idNo"))),
                label("petitioner.sex"),
                notes.take(
                        addresses.clean(leaves.text("petitioner.homeAddress"), leaves.name("petitioner.homeAddress"))));
    }

    private Statement statement(@Nullable Urgency urgency, Petitioner asker) {
        String titleField = leaves.name("title");
        String contentField = leaves.name("content");
        String title = notes.take(Texts.title(leaves.text("title"), titleField));
        String content = notes.take(Texts.content(leaves.text("content"), contentField));
        if (title == null && content == null) {
            leaves.defects().add(Defect.missing(contentField, "content"));
        }
        String lead = title != null ? title : content != null ? Titles.leadOf(content) : null;
        String titleForDispatch = title != null
                ? PersonalData.forDispatch(title, asker, titleField, notes)
                : lead == null ? null : PersonalData.mask(lead, List.of(asker)).text();
        return new Statement(
                label("caseType"),
                title,
                content,
                titleForDispatch,
                content == null ? null : PersonalData.forDispatch(content, asker, contentField, notes),
                notes.take(Codes.clean(leaves.text("category.code"), leaves.name("category.code"))),
                label("category.name"),
                urgency);
    }

    /** What cannot be read counts as yes, for a wrong no exposes somebody; a denunciation is secret by default. */
    private boolean isSecret(boolean report) {
        String said = Nullish.drop(leaves.text("secret"), leaves.name("secret"), new Notes());
        if (said == null) {
            Boolean no = Flags.parse(leaves.text("secret"));
            return no == null && report;
        }
        Boolean parsed = Flags.parse(said);
        return parsed == null || parsed;
    }

    private Place place() {
        return new Place(
                label("location.district"),
                label("location.street"),
                label("location.community"),
                notes.take(Codes.clean(leaves.text("location.grid"), leaves.name("location.grid"))),
                leaves.plain("location.gridKind"),
                notes.take(addresses.clean(leaves.text("location.address"), leaves.name("location.address"))),
                label("location.poi"),
                leaves.plain("location.lng"),
                leaves.plain("location.lat"),
                leaves.plain("location.crs"),
                leaves.plain("location.accuracy"));
    }

    private Source source() {
        String charset = leaves.plain("rawCharset");
        String declaredInner = leaves.plain("rawDeclaredInner");
        if (Decoder.disagree(declaredInner, charset)) {
            notes.add(Decoder.mismatch(leaves.name("rawDeclaredInner")));
        }
        return new Source(
                leaves.plain("reporter.device"),
                leaves.plain("reporter.user"),
                leaves.plain("uploadReason"),
                charset,
                declaredInner);
    }

    private List<Attachment> attachments() {
        List<Attachment> attachments = new ArrayList<>();
        for (Leaves item : leaves.items("attachments")) {
            String sm3 = item.plain("sm3");
            String lowerSm3 = sm3 == null ? "" : sm3.toLowerCase(Locale.ROOT);
            String size = item.plain("size");
            OffsetDateTime takenAt = notes.take(Times.parse(item.text("takenAt"), item.name("takenAt"), receivedAt));
            Attachment attachment = new Attachment(
                    item.plain("id"),
                    item.plain("name"),
                    item.plain("kind"),
                    item.plain("url"),
                    size != null && SIZE.matcher(size).matches() ? Long.valueOf(size) : null,
                    SM3.matcher(lowerSm3).matches() ? lowerSm3 : null,
                    takenAt);
            position(attachment, Boolean.TRUE.equals(Flags.parse(item.text("exif"))));
            attachments.add(attachment);
        }
        return attachments;
    }

    /** A photo tells where it was taken: that is kept apart, and HEIC is readable for few departments. */
    private void position(Attachment attachment, boolean exif) {
        boolean heic = isHeic(attachment.name()) || isHeic(attachment.url());
        if (heic || exif) {
            String field = attachment.id() != null ? attachment.id() : attachment.name();
            notes.add(
                    "Q-HEIC-EXIF",
                    field != null ? field : leaves.name("attachments"),
                    heic ? "转JPEG,EXIF定位另存受控字段后剥离" : "EXIF定位另存受控字段后剥离");
        }
    }

    private static boolean isHeic(@Nullable String file) {
        return file != null && HEIC.matcher(file).matches();
    }

    private @Nullable SelfHandled selfHandled(@Nullable String content) {
        String measureField = leaves.name("selfHandled.measure");
        OffsetDateTime finished = notes.take(
                Times.parse(leaves.text("selfHandled.finishTime"), leaves.name("selfHandled.finishTime"), receivedAt));
        String measure = notes.take(Texts.content(leaves.text("selfHandled.measure"), measureField));
        Boolean resolved = Flags.parse(leaves.text("selfHandled.resolved"));
        if (finished == null && measure == null && resolved == null) {
            return null;
        }
        LazyReplies.judge(measure, content, measureField).forEach(notes::add);
        return new SelfHandled(finished, measure, resolved);
    }

    private void look(Statement statement, @Nullable PersonName name) {
        if (statement.content() != null) {
            int issues = Issues.count(statement.content());
            if (issues > 1) {
                notes.add("Q-MULTI-ISSUE", leaves.name("content"), "疑似一单多诉(%d项),建议拆分".formatted(issues));
            }
        }
        String action = "疑似测试数据,隔离待人工确认";
        if (TestData.isTestText(statement.title())) {
            notes.add(TestData.CODE, leaves.name("title"), action);
        }
        if (TestData.isTestText(statement.content())) {
            notes.add(TestData.CODE, leaves.name("content"), action);
        }
        if (name != null && TestData.isTestPerson(name.value(), leaves.text("petitioner.phone"))) {
            notes.add(TestData.CODE, leaves.name("petitioner.name"), action);
        }
    }

    private @Nullable String label(String path) {
        return notes.take(Texts.label(leaves.text(path), leaves.name(path)));
    }
}
