package org.liandong.district;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Binds a YAML file of the district folder to a record; what is missing or unknown is a problem with file and line. */
final class YamlFile {
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Path folder;
    private final LoadProblem.Collector problems;

    YamlFile(Path folder, LoadProblem.Collector problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** Null if it cannot be read; then the reason is among the problems. */
    <T> @Nullable T read(String name, Class<T> type) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            problems.add(name, 0, "", "缺少此文件,请补上");
            return null;
        }
        try {
            return MAPPER.readValue(Files.readString(file, StandardCharsets.UTF_8), type);
        } catch (UnrecognizedPropertyException unknown) {
            problems.add(
                    name,
                    line(unknown),
                    path(unknown),
                    "不认识此项,请删去或改为: "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining("、")));
        } catch (JsonMappingException wrong) {
            problems.add(name, line(wrong), path(wrong), cure(wrong));
        } catch (JsonProcessingException notYaml) {
            problems.add(name, line(notYaml), "", "不是合法的YAML,请检查缩进与引号: " + notYaml.getOriginalMessage());
        } catch (IOException unreadable) {
            problems.add(name, 0, "", "读不出来(" + unreadable + "),请确认是UTF-8编码");
        }
        return null;
    }

    private static String cure(JsonMappingException wrong) {
        String message = String.valueOf(wrong.getOriginalMessage());
        if (message.startsWith("Missing creator property")) {
            return "缺少此项,请补上";
        }
        return "内容不合要求,请改正: "
                + (wrong.getCause() instanceof IllegalArgumentException ours ? ours.getMessage() : message);
    }

    private static int line(JsonProcessingException problem) {
        JsonLocation location = problem.getLocation();
        return location == null ? 0 : location.getLineNr();
    }

    private static String path(JsonMappingException problem) {
        return problem.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }
}
