package org.liandong.simulator;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a department without a system reports: it fills in the forms of its inbox. */
final class InboxForms implements Outcome.Wire {
    private static final int SEE_THE_TASK = 302;
    private static final int WRONG = 422;

    private final Hub hub;
    private final String department;

    InboxForms(Hub hub, String department) {
        this.hub = hub;
        this.department = department;
    }

    @Override
    public Receipt report(Outcome outcome) throws InterruptedException {
        try {
            Hub.Answer answer =
                    hub.form(department, "/inbox/" + department + "/tasks/" + outcome.taskNo(), filled(outcome));
            return switch (answer.status()) {
                case SEE_THE_TASK -> said(Receipt.Verdict.ACKNOWLEDGED, "0");
                case WRONG -> said(Receipt.Verdict.REFUSED, "FORM");
                default -> Receipt.unclear("HTTP " + answer.status());
            };
        } catch (IOException e) {
            return Receipt.unclear(e.toString());
        }
    }

    private static Receipt said(Receipt.Verdict verdict, String code) {
        return new Receipt(verdict, code, "", "", "", "", List.of());
    }

    private static Map<String, String> filled(Outcome outcome) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("eventNo", outcome.id());
        form.put("handler", outcome.officer());
        switch (outcome.kind()) {
            case SIGNED -> form.put("kind", "sign");
            case PROGRESS -> {
                form.put("kind", "progress");
                form.put("opinion", outcome.text());
            }
            case RETURN -> {
                form.put("kind", "return");
                form.put("reasonCode", "R02");
                form.put("text", outcome.text());
                form.put("suggestedDept", outcome.suggestedDepartment());
            }
            case EXTENSION -> {
                form.put("kind", "extension");
                form.put("reasonCode", "E06");
                form.put("amount", "5");
                form.put("unit", "WD");
                form.put("text", outcome.text());
            }
            case DONE -> {
                form.put("kind", "done");
                form.put("opinion", outcome.text());
                form.put("resolved", "YES");
            }
        }
        return form;
    }
}
