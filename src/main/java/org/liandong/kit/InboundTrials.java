package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.Mapping;
import org.liandong.connectors.MappingException;
import org.liandong.connectors.Samples;

/** What becomes of what the system reports to the hub. What a mapping refuses the hub puts into quarantine, whole. */
final class InboundTrials {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEEP = 50_000;

    private final Connector connector;
    private final Path folder;

    InboundTrials(Connector connector, Path folder) {
        this.connector = connector;
        this.folder = folder;
    }

    List<Trial> all() {
        List<Trial> trials = new ArrayList<>();
        for (Entry entry : connector.receives()) {
            String stage = "进站 " + entry.name();
            sample(entry).ifPresent(sample -> {
                trials.add(twice(stage, entry.mapping(), sample));
                trials.add(refused(stage, "报文只到了一半", entry.mapping(), sample.substring(0, sample.length() / 2)));
                more(entry, sample).ifPresent(with -> trials.add(additional(stage, entry.mapping(), sample, with)));
            });
            boolean json = entry.format() == Entry.Format.JSON;
            trials.add(refused(stage, "嵌套几万层的报文", entry.mapping(), json ? "[".repeat(DEEP) : "<a>".repeat(DEEP)));
            trials.add(survived(stage, "空的报文", entry.mapping(), json ? "{}" : "<x/>"));
        }
        return trials;
    }

    private Optional<String> sample(Entry entry) {
        try {
            return Samples.inputsOf(entry.name(), folder).stream().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By its content the hub knows a repetition: a mapping that adds the time of day makes two of one. */
    private static Trial twice(String stage, Mapping mapping, String sample) {
        String name = "同一报文来两次,读出来一样";
        try {
            String first = mapping.apply(sample);
            return first.equals(mapping.apply(sample))
                    ? Trial.passed(stage, name)
                    : Trial.failed(stage, name, "两次不一样", "映射里不要用当前时间或随机数");
        } catch (MappingException e) {
            return Trial.failed(stage, name, String.valueOf(e.getMessage()), "映射要能读懂样例");
        }
    }

    private static Trial refused(String stage, String name, Mapping mapping, String message) {
        try {
            String read = mapping.apply(message);
            return Mapping.saysNothing(read) || isUnknown(read)
                    ? Trial.passed(stage, name)
                    : Trial.failed(stage, name, "当成了好的报文", "残缺的报文要让映射出错,枢纽会整件留存");
        } catch (MappingException e) {
            return Trial.passed(stage, name);
        } catch (RuntimeException e) {
            return Trial.failed(stage, name, e.toString(), "这是枢纽的缺陷,请报告");
        }
    }

    private static boolean isUnknown(String read) {
        try {
            return JSON.readTree(read).path("kind").asText().equals("unknown");
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static Trial survived(String stage, String name, Mapping mapping, String message) {
        try {
            mapping.apply(message);
            return Trial.passed(stage, name);
        } catch (MappingException e) {
            return Trial.passed(stage, name);
        } catch (RuntimeException e) {
            return Trial.failed(stage, name, e.toString(), "这是枢纽的缺陷,请报告");
        }
    }

    private static Trial additional(String stage, Mapping mapping, String sample, String with) {
        String name = "对方升级后多了一个字段";
        try {
            return mapping.apply(with).equals(mapping.apply(sample))
                    ? Trial.passed(stage, name)
                    : Trial.failed(stage, name, "读出来不一样了", "只取认得的字段");
        } catch (MappingException e) {
            return Trial.failed(stage, name, String.valueOf(e.getMessage()), "只取认得的字段");
        }
    }

    private static Optional<String> more(Entry entry, String sample) {
        try {
            if (entry.format() == Entry.Format.JSON && JSON.readTree(sample) instanceof ObjectNode message) {
                JsonNode more = message.put("kitAdditionalField", "1");
                return Optional.of(more.toString());
            }
        } catch (JsonProcessingException e) {
            // the sample itself has failed and says so
        }
        return Optional.empty();
    }
}
