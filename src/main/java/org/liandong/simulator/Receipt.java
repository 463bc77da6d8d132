package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What the hub said to something that was sent to it (reference §3.6).
 *
 * @param verdict whether the sender may forget it, must mend it, or must send it again
 * @param code the hub's code, {@code 0} for success
 * @param outcome CASE, SUPPLEMENT, MERGED, DUPLICATE, EVENT, REFUSED or QUARANTINED, or empty
 * @param caseNo the case number, or empty
 * @param state the state of the case, or empty
 * @param message the hub's words, or empty
 * @param items the receipts for the items of a batch, in the batch's order
 */
public record Receipt(
        Verdict verdict,
        String code,
        String outcome,
        String caseNo,
        String state,
        String message,
        List<Receipt> items) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> SUCCESS = Set.of("0", "0000", "00", "200", "10000", "success", "true");

    /** What a sender does next. */
    public enum Verdict {
        /** The hub has it. */
        ACKNOWLEDGED,
        /** The hub will not take it as it is. */
        REFUSED,
        /** Nobody knows whether the hub has it: send it again under the same number. */
        UNCLEAR
    }

    public Receipt {
        items = List.copyOf(items);
    }

    boolean acknowledged() {
        return verdict == Verdict.ACKNOWLEDGED;
    }

    static Receipt unclear(String message) {
        return new Receipt(Verdict.UNCLEAR, "", "", "", "", message, List.of());
    }

    static Receipt ofJson(Hub.Answer answer) {
        if (isTransient(answer.status())) {
            return unclear("HTTP " + answer.status());
        }
        try {
            return of(JSON.readTree(answer.text()), answer.status());
        } catch (JsonProcessingException e) {
            return unreadable(answer.status(), e);
        }
    }

    /** Old interfaces answer with ERRCD and, inside it, XML as text in RESXML. */
    static Receipt ofSoap(Hub.Answer answer) {
        if (isTransient(answer.status()) && !answer.text().contains("Fault")) {
            return unclear("HTTP " + answer.status());
        }
        try {
            Element envelope = Soap.readInner(answer.text());
            if (Soap.has(envelope, "Fault")) {
                String fault = Soap.text(envelope, "faultstring");
                boolean mine = Soap.text(envelope, "faultcode").contains("Client");
                return mine ? refused("FAULT", fault) : unclear(fault);
            }
            String code = Soap.text(envelope, "ERRCD");
            if (code.isEmpty()) {
                return unclear("应答缺少ERRCD");
            }
            String inner = Soap.text(envelope, "RESXML");
            if (!inner.startsWith("<")) {
                return new Receipt(verdict(code), code, "", "", "", inner, List.of());
            }
            Element result = Soap.readInner(inner);
            return new Receipt(
                    verdict(code),
                    code,
                    Soap.text(result, "outcome"),
                    Soap.text(result, "caseNo"),
                    Soap.text(result, "state"),
                    Soap.text(result, "message"),
                    List.of());
        } catch (IOException e) {
            return unreadable(answer.status(), e);
        }
    }

    private static Receipt of(JsonNode node, int status) {
        String code = node.path("code").asText();
        if (code.isEmpty()) {
            return status >= 400 ? refused("HTTP" + status, "") : unclear("应答缺少code");
        }
        List<Receipt> items = new ArrayList<>();
        node.path("items").forEach(item -> items.add(of(item, status)));
        return new Receipt(
                verdict(code),
                code,
                node.path("outcome").asText(),
                node.path("caseNo").asText(),
                node.path("state").asText(),
                node.path("message").asText(),
                items);
    }

    private static Receipt unreadable(int status, Exception why) {
        return status >= 400 ? refused("HTTP" + status, "") : unclear("应答无法解析:" + why.getMessage());
    }

    private static Receipt refused(String code, String message) {
        return new Receipt(Verdict.REFUSED, code, "", "", "", message, List.of());
    }

    private static Verdict verdict(String code) {
        return SUCCESS.contains(code.toLowerCase(Locale.ROOT)) ? Verdict.ACKNOWLEDGED : Verdict.REFUSED;
    }

    private static boolean isTransient(int status) {
        return status >= 500 || status == 408 || status == 429;
    }
}
