package org.liandong.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges calls by openapi.yaml. */
final class HttpContract {
    private static final String FILE = "openapi.yaml";
    private final JsonNode api = Contracts.document(FILE);

    /** All that is described, for example {@code get /api/cases/{caseNo}}. */
    List<String> operations() {
        List<String> operations = new ArrayList<>();
        api.path("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                    if (!method.equals("parameters")) {
                        operations.add(method + " " + path.getKey());
                    }
                }));
        return operations;
    }

    /** The described operation that a call is, for example {@code get /api/cases/{caseNo}}; empty if none. */
    String operation(Wiretap.Call call) {
        String method = call.method().toLowerCase(Locale.ROOT);
        for (Map.Entry<String, JsonNode> path : api.path("paths").properties()) {
            String pattern = path.getKey().replaceAll("\\{\\w+}", "[^/]+");
            if (call.path().matches(pattern) && path.getValue().has(method)) {
                return method + " " + path.getKey();
            }
        }
        return "";
    }

    /** What the contract does not allow about a call; what was sent is judged only if it was understood. */
    List<String> problems(Wiretap.Call call) {
        String operation = operation(call);
        if (operation.isEmpty()) {
            return List.of("not described");
        }
        int blank = operation.indexOf(' ');
        String at = "/paths/" + operation.substring(blank + 1).replace("/", "~1") + "/" + operation.substring(0, blank);
        List<String> problems = new ArrayList<>(answer(call, at + "/responses/" + call.status()));
        String schema = at + "/requestBody/content/application~1json/schema";
        if (call.status() == 200 && !api.at(schema).isMissingNode() && taken(call)) {
            Contracts.problems(FILE + "#" + schema, Contracts.parse("request", call.asked()))
                    .forEach(problem -> problems.add("sent " + problem));
        }
        return problems;
    }

    private static boolean taken(Wiretap.Call call) {
        return Contracts.parse("answer", call.said()).path("code").asText().equals("0");
    }

    private List<String> answer(Wiretap.Call call, String at) {
        JsonNode response = api.at(at);
        String here = at;
        if (response.has("$ref")) {
            here = response.path("$ref").asText().substring(1);
            response = api.at(here);
        }
        if (response.isMissingNode()) {
            return List.of("status %d is not described".formatted(call.status()));
        }
        List<String> problems = new ArrayList<>();
        response.path("headers").fieldNames().forEachRemaining(header -> {
            if (!call.headers().containsKey(header.toLowerCase(Locale.ROOT))) {
                problems.add("header %s is missing".formatted(header));
            }
        });
        if (response.has("content")) {
            if (!response.path("content").has(call.type())) {
                problems.add("type %s is not described".formatted(call.type()));
                return problems;
            }
            String schema = here + "/content/" + call.type().replace("/", "~1") + "/schema";
            Contracts.problems(FILE + "#" + schema, Contracts.parse("answer", call.said()))
                    .forEach(problem -> problems.add(problem.toString()));
        }
        return problems;
    }
}
