package org.liandong.english;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the hub says in Chinese, and the same in English. A sentence with places ({@code {}} for anything, {@code {#}} for a number)
 * stands for all sentences of its form; what stood at its places is looked up in turn. Of several forms that fit, the one that says
 * most by itself counts. Safe for any thread.
 */
public final class Catalog {
    private static final Pattern CHINESE = Pattern.compile("[\\p{IsHan}\\u3000-\\u303F\\uFF00-\\uFFEF“”]");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();
    /** Longer texts are somebody's, not the hub's. */
    private static final int LONGEST = 1_000;

    private static final int REMEMBERED = 10_000;

    private final Map<String, String> sentences;
    private final Map<String, String> words = new HashMap<>();
    private final List<Form> forms;
    /** Pages say the same again and again. */
    private final Cache<String, String> said =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /**
     * @param sentences Chinese and English
     * @throws IllegalArgumentException if the English of a form has other places than its Chinese, or is missing
     */
    public Catalog(Map<String, String> sentences) {
        sentences.forEach((chinese, english) -> {
            if (english == null || english.isBlank()) {
                throw new IllegalArgumentException("“%s”后面没有英文".formatted(chinese));
            }
            if (!Form.hasPlaces(chinese)) {
                words.put(chinese, english);
            }
        });
        this.sentences = new LinkedHashMap<>(sentences);
        forms = sentences.entrySet().stream()
                .filter(entry -> Form.hasPlaces(entry.getKey()))
                .map(entry -> Form.of(entry.getKey(), entry.getValue()))
                // of those that say as much the first in the catalog counts
                .sorted(Comparator.comparingInt(Form::weight).reversed())
                .toList();
    }

    /** The one that comes with the hub. */
    public static Catalog shipped() {
        return new Catalog(read(Objects.requireNonNull(Catalog.class.getResource("catalog.yaml"))));
    }

    /**
     * With the sentences of this file besides, which go before those that are there.
     *
     * @throws UncheckedIOException if it cannot be read, or says something twice
     * @throws IllegalArgumentException as the constructor
     */
    public Catalog with(Path file) {
        try {
            Map<String, String> all = new LinkedHashMap<>(read(file.toUri().toURL()));
            sentences.forEach(all::putIfAbsent);
            return new Catalog(all);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> read(URL file) {
        try (InputStream yaml = file.openStream()) {
            return YAML.readValue(yaml, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("英文目录 %s 读不了: %s".formatted(file, e.getMessage()), e);
        }
    }

    /** In English as far as it is known; the rest as it is. White space around it stays. */
    public String english(String text) {
        if (text.length() > LONGEST || !isChinese(text)) {
            return text;
        }
        String trimmed = text.strip();
        int begin = text.indexOf(trimmed);
        return text.substring(0, begin)
                + remembered(SPACE.matcher(trimmed).replaceAll(" "))
                + text.substring(begin + trimmed.length());
    }

    /** Whether there is anything in it that who reads no Chinese cannot read. */
    public static boolean isChinese(String text) {
        return CHINESE.matcher(text).find();
    }

    private String remembered(String chinese) {
        String known = said.getIfPresent(chinese);
        if (known == null) {
            // not computed in its place: its parts are remembered, too
            known = sentence(chinese);
            said.put(chinese, known);
        }
        return known;
    }

    private String sentence(String chinese) {
        String known = words.get(chinese);
        if (known != null) {
            return known;
        }
        for (Form form : forms) {
            List<String> found = form.places(chinese);
            if (!found.isEmpty()) {
                return form.english(found.stream().map(this::english).toList());
            }
        }
        return chinese;
    }
}
