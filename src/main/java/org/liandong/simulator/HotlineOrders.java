package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.List;

/** Writes the hotline's orders in both of its forms (reference §3.4 channel 01 (1) and (2)). */
final class HotlineOrders {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENVELOPE = """
            <?xml version="1.0" encoding="GBK"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ws="http://ws.order.hotline/">
              <soapenv:Body>
                <ws:process>
                  <FUNC>pushOrder</FUNC><SPID>NJ12345</SPID><SPPWD>******</SPPWD><VER>1.0</VER>
                  <REQXML><![CDATA[<?xml version="1.0" encoding="utf-8"?>
            <order>
              <gdbh>%s</gdbh>
              <sjbh></sjbh>
              <gdlx>%s</gdlx>
              <ldr>%s</ldr>
              <lxdh>%s</lxdh>
              <sfz></sfz>
              <ldsj>%s</ldsj>
              <fyqy>%s</fyqy>
              <fydz>%s</fydz>
              <fynr>%s</fynr>
              <nrfl>%s</nrfl>
              <jjcd>%s</jjcd>
              <blqx>%s</blqx>
              <cbdw>江宁区</cbdw>
              <zt>1</zt>
            </order>]]></REQXML>
                </ws:process>
              </soapenv:Body>
            </soapenv:Envelope>
            """;

    private HotlineOrders() {}

    static Push json(Happening it) {
        LocalDateTime called = it.time();
        LocalDateTime accepted = called.plusSeconds(145);
        String orderNo = orderNo(it);
        ObjectNode body = JSON.createObjectNode()
                .put("orderNo", orderNo)
                .putNull("parentOrderNo")
                .put("repeatFlag", "0")
                .put("orderType", it.scene().orderType().code())
                .put("orderTypeName", it.scene().orderType().name())
                .put("title", it.place().street() + it.title())
                .put("content", "来电人反映:江宁区" + it.place().street() + it.text())
                .put("callerName", it.surname() + (it.chance(0.5) ? "先生" : "女士"))
                .put("callerSex", it.chance(0.5) ? "1" : "2")
                .put("callerPhone", it.phone())
                .put("callbackPhone", "")
                .put("isSecret", it.chance(0.05) ? "1" : "0")
                .put("isVisit", "1")
                .put("callTime", CityTime.spoken(called))
                .put("acceptTime", CityTime.spoken(accepted))
                .put("occurTime", CityTime.spoken(called.minusMinutes(20)))
                .put("areaCode", "320115")
                .put("areaName", "江宁区")
                .put("streetName", it.place().street())
                .put("communityName", it.chance(0.3) ? it.place().community() : "")
                .put("address", it.spot());
        if (it.chance(0.7)) {
            body.put("lng", gcj(it.near(it.place().lng()), 0.00515))
                    .put("lat", gcj(it.near(it.place().lat()), -0.00207))
                    .put("coordType", "GCJ02");
        } else {
            body.put("lng", "").put("lat", "").put("coordType", "");
        }
        body.put("categoryCode", it.scene().category().code())
                .put("categoryName", it.scene().category().name())
                .put("keyword", "")
                .put("urgency", it.scene().urgency().code())
                .put("urgencyName", it.scene().urgency().name())
                .put("dispatchUnitCode", "320115000000")
                .put("dispatchUnitName", "江宁区")
                .put("replyLimitTime", CityTime.spoken(accepted.plusHours(hours(it))))
                .put("operatorNo", "8%03d".formatted(it.random().nextInt(1000)))
                .put("recordFileId", "REC" + CityTime.packed(called) + "_" + it.serial());
        body.putArray("attachments");
        body.put("remark", "");
        String msgId = "NJ12345-%s-%06d".formatted(CityTime.packed(accepted), it.serial());
        return new Push(msgId, Push.Way.HOTLINE_JSON, Push.Kind.NEW, List.of(orderNo), body.toString(), "");
    }

    /** An order of the older interface, with some of the dirt it is known for. */
    static Push soap(Happening it) {
        String orderNo = orderNo(it);
        boolean secret = it.chance(0.3);
        boolean fullWidth = it.chance(0.5);
        String text = it.text();
        String html = it.chance(0.6) ? "<p>市民反映：<br/>" + text.replace(",", "，&nbsp;") + "</p><p>请尽快处理！！</p>" : text;
        String limit = CityTime.spoken(it.time().plusHours(hours(it)));
        String content = ENVELOPE.formatted(
                fullWidth ? widened(orderNo) : orderNo,
                it.scene().orderType().name(),
                it.surname() + "女士" + (secret ? "（要求保密）" : ""),
                fullWidth ? widened("0" + it.phone()) + "　" : it.phone(),
                CityTime.old(it.time()),
                it.chance(0.5) ? "" : it.place().street(),
                "江宁区" + it.place().street() + it.spot() + (it.chance(0.4) ? "那边" : ""),
                Soap.escape(html),
                it.scene().old(),
                it.scene().urgency().name(),
                it.chance(0.3) ? limit.substring(0, 10) + " 24:00:00" : limit);
        return new Push(orderNo, Push.Way.HOTLINE_SOAP, Push.Kind.NEW, List.of(orderNo), content, "");
    }

    private static String orderNo(Happening it) {
        return "NJ%s%06d".formatted(CityTime.packed(it.time()).substring(2), it.serial());
    }

    private static int hours(Happening it) {
        return switch (it.scene().urgency().code()) {
            case "1" -> 2;
            case "2" -> 24;
            default -> 72;
        };
    }

    /** The shift of GCJ-02 in this district, to the fourth decimal: enough for traffic, not for surveyors. */
    private static String gcj(double degrees, double shift) {
        return "%.6f".formatted(degrees + shift);
    }

    private static String widened(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append(Character.isDigit(c) ? (char) (c - '0' + '０') : (char) c));
        return wide.toString();
    }
}
