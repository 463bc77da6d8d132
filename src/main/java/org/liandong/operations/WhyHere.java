package org.liandong.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;
import org.liandong.cases.Level;
import org.liandong.cases.Routing;
import org.liandong.cases.Urgency;

/**
 * Why a case was sent where it was sent (为什么派到这里, reference §4.5 step 8), from the explanation stored with it. Shows
 * what it knows by Chinese names and the rest by the names it has.
 *
 * @param rule the rule that won, with its version
 * @param basis the rule's reason, if it gives one
 * @param reasons the steps that led here, as sentences
 * @param inputs what it depended on
 */
record WhyHere(
        String rule,
        @Nullable String basis,
        long confidencePercent,
        List<String> reasons,
        List<Input> inputs,
        List<Loser> losers) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, String> LABELS = labels();

    record Input(String name, String value) {}

    record Loser(String rule, String reason) {}

    static WhyHere of(Routing routing, UnitNames units) {
        JsonNode told = told(routing.explanation());
        List<String> reasons = new ArrayList<>();
        told.path("reasons").forEach(one -> reasons.add(Redaction.of(one.asText())));
        List<Loser> losers = new ArrayList<>();
        told.path("losers")
                .forEach(one -> losers.add(new Loser(
                        rule(one.path("id").asText(), one.path("version").asInt()),
                        one.path("reason").asText())));
        List<Input> inputs = new ArrayList<>();
        told.path("inputs").properties().forEach(field -> {
            String value = value(field.getKey(), field.getValue(), units);
            if (!value.isEmpty()) {
                inputs.add(new Input(LABELS.getOrDefault(field.getKey(), field.getKey()), Redaction.of(value)));
            }
        });
        String basis = told.path("rule").path("basis").asText("");
        return new WhyHere(
                rule(routing.ruleId(), routing.ruleVersion()),
                basis.isEmpty() ? null : basis,
                Math.round(routing.confidence() * 100),
                reasons,
                inputs,
                losers);
    }

    private static String rule(String id, int version) {
        return "%s第%d版".formatted(id, version);
    }

    private static JsonNode told(String explanation) {
        try {
            return JSON.readTree(explanation);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the explanation of a routing is no JSON", e);
        }
    }

    private static String value(String input, JsonNode node, UnitNames units) {
        if (node.isNull() || node.isMissingNode()) {
            return "";
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "是" : "否";
        }
        if (node.isContainerNode()) {
            List<String> parts = new ArrayList<>();
            node.forEach(one -> parts.add(value(input, one, units)));
            return String.join("、", parts);
        }
        String text = node.asText();
        return switch (input) {
            case "channel" -> chinese(Channel.values(), text, Channel::chinese);
            case "urgency" -> chinese(Urgency.values(), text, Urgency::chinese);
            case "level" -> chinese(Level.values(), text, Level::chinese);
            default -> units.name(text);
        };
    }

    private static <E extends Enum<E>> String chinese(E[] all, String name, Function<E, String> word) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .map(word)
                .findFirst()
                .orElse(name);
    }

    private static Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("channel", "渠道");
        labels.put("item", "事项");
        labels.put("itemConfidence", "事项置信");
        labels.put("caseType", "诉求类型");
        labels.put("street", "街道");
        labels.put("community", "社区");
        labels.put("grid", "网格");
        labels.put("gridKinds", "网格类型");
        labels.put("level", "层级");
        labels.put("urgency", "紧急程度");
        labels.put("locationConfidence", "位置置信");
        labels.put("secret", "要求保密");
        labels.put("complainedAbout", "被反映单位");
        labels.put("at", "时间");
        labels.put("seasons", "时令");
        labels.put("earlierCases", "此前来件");
        return labels;
    }
}
