package org.liandong.intake.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Urgency;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** The golden files of reference §3.7, as far as cleaning decides them; places are judged elsewhere. */
class GoldenReportsTest {
    private static final List<String> OF_PLACES =
            List.of("Q-NO-DISTRICT", "Q-LATLNG-SWAPPED", "Q-GPS-ZERO", "Q-CRS", "Q-AMBIG-PLACE");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cleaner cleaner = new Cleaner(List.of("江苏省", "南京市", "江宁区"));

    @Test
    void theDirtyHotlineOrder() throws Exception {
        JsonNode golden = Golden.json("canonical-12345-2.json");
        Decoder decoder = new Decoder();
        Decoded envelope = decoder.decode(Golden.bytes("ch-12345-2-soap-gbk-dirty.xml"), null);
        Decoded order = decoder.embedded(textOf(xml(envelope.text()), "REQXML").strip(), envelope.charset(), "REQXML");
        Document fields = xml(order.text());
        ObjectNode message = JSON.createObjectNode().put("kind", "report");
        message.put("externalNo", textOf(fields, "gdbh"));
        message.put("caseType", textOf(fields, "gdlx"));
        message.put("content", textOf(fields, "fynr"));
        message.putObject("petitioner")
                .put("name", textOf(fields, "ldr"))
                .put("phone", textOf(fields, "lxdh"))
                .put("idNo", textOf(fields, "sfz"));
        message.putObject("category").put("name", textOf(fields, "nrfl"));
        message.put("urgency", textOf(fields, "jjcd"));
        message.putObject("times").put("reported", textOf(fields, "ldsj"));
        message.putObject("location").put("district", textOf(fields, "fyqy")).put("address", textOf(fields, "fydz"));
        message.put("externalLimit", textOf(fields, "blqx"));
        message.put("rawCharset", order.charset()).put("rawDeclaredInner", order.declaredInner());

        CleanedReport report = cleaner.clean(
                message,
                names(Map.ofEntries(
                        Map.entry("externalNo", "gdbh"),
                        Map.entry("caseType", "gdlx"),
                        Map.entry("content", "fynr"),
                        Map.entry("petitioner.name", "ldr"),
                        Map.entry("petitioner.phone", "lxdh"),
                        Map.entry("petitioner.idNo", "sfz"),
                        Map.entry("times.reported", "ldsj"),
                        Map.entry("location.district", "fyqy"),
                        Map.entry("location.address", "fydz"),
                        Map.entry("externalLimit", "blqx"),
                        Map.entry("rawDeclaredInner", "REQXML"))),
                received(golden.at("/sourceRefs/0/receivedAt").asText()),
                order.notes());

        assertThat(report.notes()).containsExactlyInAnyOrderElementsOf(expected(golden));
        assertThat(report.defects()).isEmpty();
        assertThat(report.externalNo())
                .isEqualTo(golden.at("/sourceRefs/0/externalNo").asText());
        assertThat(report.source().charset())
                .isEqualTo(golden.at("/sourceRefs/0/charset").asText());
        assertThat(report.source().declaredInner())
                .isEqualTo(golden.at("/sourceRefs/0/declaredInner").asText());
        assertThat(report.statement().content())
                .isEqualTo(golden.path("content").asText());
        assertThat(report.statement().contentForDispatch())
                .isEqualTo(golden.path("content").asText());
        assertThat(report.statement().caseType())
                .isEqualTo(golden.path("caseType").asText());
        assertThat(report.statement().urgency()).isEqualTo(Urgency.H);
        Petitioner.Masked masked = report.petitioner().masked();
        assertThat(masked.name()).isEqualTo(golden.at("/petitioner/nameMasked").asText());
        assertThat(masked.phone())
                .isEqualTo(golden.at("/petitioner/phoneMasked").asText());
        assertThat(masked.idNo()).isEqualTo(golden.at("/petitioner/idMasked").asText());
        assertThat(report.petitioner().name()).isEqualTo("王女士");
        assertThat(report.wishes().secret()).isTrue();
        assertThat(report.times().occurred()).isNull();
        assertThat(report.times().reported())
                .isEqualTo(OffsetDateTime.parse(golden.path("reportedAt").asText()));
        assertThat(report.times().limitText())
                .isEqualTo(golden.at("/externalLimit/text").asText());
        assertThat(report.times().limit())
                .isEqualTo(OffsetDateTime.parse(
                        golden.at("/externalLimit/normalized").asText()));
        assertThat(report.place().address())
                .isEqualTo(golden.at("/location/addressText").asText());
        assertThat(report.place().district()).isNull();
        assertThat(report.toString()).doesNotContain("王女士", "1990000002", "32011519000101002X");
    }

    @Test
    void bothReportsThatPananjMerged() throws IOException {
        JsonNode golden = Golden.json("canonical-pananj-merge.json");
        CleanedReport first = pananj("ch-pananj-1-citizen-report.json");
        CleanedReport second = pananj("ch-pananj-3-duplicate-anonymous.json");

        assertThat(first.notes())
                .containsExactlyInAnyOrderElementsOf(expected(golden).stream()
                        .filter(note -> !note.field().endsWith("(第2条)"))
                        .toList());
        assertThat(second.notes())
                .containsExactlyInAnyOrderElementsOf(expected(golden).stream()
                        .filter(note -> note.field().endsWith("(第2条)"))
                        .map(note -> new QualityNote(note.code(), note.field().replace("(第2条)", ""), note.action()))
                        .toList());
        assertThat(first.externalNo())
                .isEqualTo(golden.at("/sourceRefs/0/externalNo").asText());
        assertThat(second.externalNo())
                .isEqualTo(golden.at("/sourceRefs/1/externalNo").asText());
        assertThat(first.statement().content()).isEqualTo(golden.path("content").asText());
        assertThat(first.place().address())
                .isEqualTo(golden.at("/location/addressText").asText());
        assertThat(first.times().reported()).isEqualTo("2026-07-09T18:44:55.123+08:00");
        assertThat(first.wishes()).isEqualTo(new CleanedReport.Wishes(false, false, true));
        assertThat(second.wishes()).isEqualTo(new CleanedReport.Wishes(false, true, false));
        assertThat(second.petitioner().isEmpty()).isTrue();
        assertThat(second.statement().contentForDispatch())
                .isEqualTo("托乐嘉3栋消防通道又堵了 [链接] 电话一三九****零零零三 找物业的老刘身份证是320115********002X他不管");
    }

    @Test
    void theSecondRecordOfTheOfflineBatch() throws IOException {
        JsonNode golden = Golden.json("canonical-grid-offline-2.json");
        JsonNode batch = Golden.json("ch-grid-2-offline-batch.json");
        JsonNode item = batch.at("/items/1");
        ObjectNode message = JSON.createObjectNode().put("kind", "report");
        message.set("externalNo", item.get("eventLocalId"));
        message.set("title", item.get("title"));
        message.set("content", item.get("desc"));
        message.set("urgency", item.get("urgency"));
        message.putObject("times").set("discovered", item.get("discoverTime"));
        message.putObject("location")
                .<ObjectNode>set("grid", item.get("gridCode"))
                .<ObjectNode>set("lng", item.get("lng"))
                .<ObjectNode>set("lat", item.get("lat"))
                .set("accuracy", item.get("accuracy"));
        message.set("deviceClock", batch.get("deviceClock"));
        message.set("uploadReason", batch.get("uploadReason"));
        message.putObject("reporter").set("device", batch.get("deviceNo"));

        CleanedReport report = cleaner.clean(
                message,
                names(Map.of("times.discovered", "discoverTime")),
                received(golden.path("reportedAt").asText()));

        assertThat(report.notes()).containsExactlyInAnyOrderElementsOf(expected(golden));
        assertThat(report.times().discovered())
                .isEqualTo(OffsetDateTime.parse(golden.path("discoveredAt").asText()));
        assertThat(report.times().reported())
                .isEqualTo(OffsetDateTime.parse(golden.path("reportedAt").asText()));
        assertThat(Objects.requireNonNull(report.times().offlineDelay()).toSeconds())
                .isEqualTo(golden.path("offlineDelaySec").asLong());
        assertThat(report.statement().urgency()).isEqualTo(Urgency.E);
        assertThat(report.place().grid()).isEqualTo(golden.at("/location/grid").asText());
        assertThat(report.place().lng()).isEqualTo("0");
    }

    private CleanedReport pananj(String file) throws IOException {
        JsonNode given = Golden.json(file);
        ObjectNode message = JSON.createObjectNode().put("kind", "report");
        message.set("externalNo", given.get("reportId"));
        message.set("caseType", given.get("reportType"));
        message.set("title", given.get("title"));
        message.set("content", given.get("text"));
        message.putObject("petitioner")
                .<ObjectNode>set("name", given.at("/reporter/name"))
                .<ObjectNode>set("phone", given.at("/reporter/mobile"))
                .set("idNo", given.at("/reporter/idNo"));
        message.set("anonymous", given.get("anonymous"));
        message.set("wantReply", given.get("wantReply"));
        message.putObject("times").set("reported", given.get("clientTime"));
        message.putObject("location")
                .<ObjectNode>set("address", given.at("/location/address"))
                .<ObjectNode>set("poi", given.at("/location/poi"))
                .<ObjectNode>set("lng", given.at("/location/longitude"))
                .set("lat", given.at("/location/latitude"));
        var attachments = message.putArray("attachments");
        given.path("media")
                .forEach(media -> attachments
                        .addObject()
                        .<ObjectNode>set("id", media.path("id"))
                        .<ObjectNode>set("kind", media.path("type"))
                        .<ObjectNode>set("url", media.path("url"))
                        .<ObjectNode>set("exif", media.path("exif"))
                        .set("takenAt", media.path("takenAt")));
        return cleaner.clean(message, names(Map.of("content", "text")), received("2026-07-09T19:01:05+08:00"));
    }

    private static List<QualityNote> expected(JsonNode golden) {
        return Golden.quality(golden).stream()
                .filter(note -> !OF_PLACES.contains(note.code()))
                .toList();
    }

    private static UnaryOperator<String> names(Map<String, String> names) {
        return path -> names.getOrDefault(path, path);
    }

    private static Instant received(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    private static Document xml(String text) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    private static String textOf(Document document, String element) {
        return document.getElementsByTagName(element).item(0).getTextContent();
    }
}
