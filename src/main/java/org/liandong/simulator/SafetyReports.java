package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Writes what 平安南京 sends: citizens' reports and 110 calls handed on (reference §3.4 channel 02 (1) and (2)). */
final class SafetyReports {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String TRANSFER = """
            <?xml version="1.0" encoding="UTF-8"?>
            <transferCase schema="110-12345-v1">
              <transferNo>%s</transferNo>
              <transferType>非警务分流</transferType>
              <jjdbh>J3201152026%014d</jjdbh>
              <bjsj>%s</bjsj>
              <fssj/>
              <bjrxm>匿名</bjrxm>
              <bjrlxdh>%s</bjrlxdh>
              <bjfsdm>01</bjfsdm>
              <sfdd>%s</sfdd>
              <zbx>%.5f</zbx><zby>%.5f</zby><zbxt>CGCS2000</zbxt>
              <bjnr>报警人称%s不涉及冲突，报警人同意转12345。</bjnr>
              <cljg>移交属地社会治理平台</cljg>
              <mjxm>赵警官</mjxm><mjjh>00****</mjjh>
              <jjcd>%s</jjcd>
              <hfyq>1</hfyq>
            </transferCase>
            """;

    private SafetyReports() {}

    static Push report(Happening it) {
        boolean anonymous = it.chance(0.2);
        String reportId = "PAN%s%06d".formatted(CityTime.packed(it.time()), it.serial());
        ObjectNode body = JSON.createObjectNode()
                .put("reportId", reportId)
                .put("source", anonymous ? "H5" : "MINIAPP")
                .put("openId", anonymous ? null : "o5f***********" + it.token().substring(0, 3))
                .put("realName", !anonymous);
        if (anonymous) {
            body.putNull("reporter");
        } else {
            body.putObject("reporter")
                    .put("name", it.surname() + "某")
                    .put("mobile", it.phone())
                    .put("idType", "01")
                    .put("idNo", "32011519000101002X");
        }
        body.put("anonymous", anonymous)
                .put("allowContact", !anonymous)
                .put("reportType", it.scene().report().type())
                .put("subType", it.scene().report().sub())
                .put("title", "")
                .put("text", it.text() + (it.chance(0.4) ? "😡急🔥" : ""));
        body.putObject("location")
                .put("type", "gcj02")
                .put("longitude", it.near(it.place().lng()) + 0.00515)
                .put("latitude", it.near(it.place().lat()) - 0.00207)
                .put("accuracy", 10 + it.random().nextInt(60))
                .put("poi", it.spot())
                .put("address", "江苏省南京市江宁区" + it.place().street() + it.spot());
        body.putArray("media")
                .addObject()
                .put("id", "m1")
                .put("type", "image")
                .put("url", "https://cdn.example.invalid/pan/" + reportId + "/m1.heic")
                .put("exif", true)
                .put("takenAt", CityTime.iso(it.time().minusMinutes(3)));
        body.put("clientTime", CityTime.offset(it.time()).toInstant().toEpochMilli())
                .put("appVersion", "5.2.0")
                .put("wantReply", !anonymous);
        return new Push(reportId, Push.Way.PANANJ_REPORT, Push.Kind.NEW, List.of(reportId), body.toString(), "");
    }

    static Push transfer(Happening it) {
        String stamp = CityTime.packed(it.time());
        String transferNo = "110FL320115%s%06d".formatted(stamp.substring(0, 8), it.serial());
        String file = "FJQ_320115_%s_%s_%06d.xml".formatted(stamp.substring(0, 8), stamp.substring(8), it.serial());
        String content = TRANSFER.formatted(
                transferNo,
                it.serial(),
                stamp,
                it.phone(),
                it.place().street() + it.spot(),
                it.near(it.place().lng()),
                it.near(it.place().lat()),
                Soap.escape(it.text()),
                it.scene().urgency().code());
        return new Push(transferNo, Push.Way.PANANJ_TRANSFER, Push.Kind.NEW, List.of(transferNo), content, file);
    }
}
