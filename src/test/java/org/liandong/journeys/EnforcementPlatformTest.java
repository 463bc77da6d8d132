package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.simulator.FreePorts;

/** The enforcement platform reports what its patrols find, by SOAP, and hears what becomes of it (综合执法平台). */
class EnforcementPlatformTest {
    private static final RecordingSystem PLATFORM = platform();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("ZHZF.url", PLATFORM.address() + "/ws")
            .reaching("ZHZF.user", "jn_hub")
            .reaching("ZHZF.password", "zhzf-secret");

    @AfterAll
    static void close() {
        PLATFORM.close();
    }

    @Test
    void whatAPatrolFindsBecomesACaseAndGoesRoundNoCircle() {
        assertThat(sends("wrong", "reportDailyIncident", incident("ZF-1", ""))).contains("LOGIN_WRONG");

        String answer = sends(secret(), "reportDailyIncident", incident("ZF-1", ""));
        assertThat(answer).contains("<ERRCD>0</ERRCD>", "&lt;outcome&gt;CASE&lt;/outcome&gt;");
        String caseNo = answer.replaceAll("(?s).*&lt;caseNo&gt;(\\w+)&lt;.*", "$1");
        HUB.operate(
                caseNo,
                new org.liandong.cases.Command.AcceptCase(
                        HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "CG"));
        String told = PLATFORM.about("ZF-1").text();
        assertThat(told)
                .contains("<FUNC>reportFeedback</FUNC>", "<SPID>jn_hub</SPID>", "<SPPWD>zhzf-secret</SPPWD>")
                .contains("&lt;feedbackSource&gt;JNHUB&lt;", "&lt;hubNo&gt;" + caseNo + "&lt;");

        int steps = HUB.trace(caseNo).size();
        String back = told.replaceAll("(?s).*<REQXML>(.*)</REQXML>.*", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
        assertThat(sends(secret(), "reportFeedback", back)).contains("&lt;outcome&gt;ECHO&lt;");
        assertThat(sends(secret(), "reportDailyIncident", incident("ZF-2", "<hubNo>" + caseNo + "</hubNo>")))
                .contains("&lt;outcome&gt;ECHO&lt;", caseNo);
        assertThat(HUB.trace(caseNo)).hasSize(steps);

        assertThat(
                        sends(
                                secret(),
                                "supplyIncident",
                                "<incident><incidentNo>ZF-1</incidentNo><serialNo>1</serialNo><description>商户拒绝清理</description></incident>"))
                .contains("&lt;outcome&gt;EVENT&lt;");
        assertThat(HUB.trace(caseNo)).anyMatch(step -> step.action().equals("补充内容"));
    }

    private static String secret() {
        return HUB.wire().secret("ZHZF");
    }

    private static String incident(String number, String more) {
        return """
                <incident><incidentNo>%s</incidentNo>%s<incidentName>商户占道经营</incidentName><incidentType>街面秩序/占道经营</incidentType>
                <regionCode>320115002003</regionCode><description>多家商户占道摆放桌椅,行人只能走机动车道</description>
                <occurPlace>秣陵街道胜太西路某小区门口</occurPlace><reportPerson>周某</reportPerson><reportDate>2026-07-09 19:02:00</reportDate>
                <lng>118.79512</lng><lat>31.93802</lat></incident>
                """.formatted(number, more);
    }

    private static String sends(String password, String function, String request) {
        String envelope = """
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>
                <ws:process xmlns:ws="http://zhzf.jiangning.local/"><FUNC>%s</FUNC><SPID>ZHZF</SPID><SPPWD>%s</SPPWD>
                <REQXML><![CDATA[<?xml version="1.0" encoding="GBK"?>%s]]></REQXML></ws:process></soapenv:Body></soapenv:Envelope>
                """.formatted(function, password, request);
        return HUB.wire()
                .call(
                        "POST",
                        "/services/ZHZF",
                        "text/xml;charset=UTF-8",
                        envelope.getBytes(StandardCharsets.UTF_8),
                        Map.of())
                .body();
    }

    private static RecordingSystem platform() {
        try {
            return new RecordingSystem(FreePorts.next(), "text/xml", """
                    <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>\
                    <ws:processResponse xmlns:ws="http://zhzf.jiangning.local/"><ERRCD>0000</ERRCD><RESXML/></ws:processResponse>\
                    </soapenv:Body></soapenv:Envelope>
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
