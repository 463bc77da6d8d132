package org.liandong.english;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.attoparser.ParseException;
import org.attoparser.config.ParseConfiguration;
import org.attoparser.simple.AbstractSimpleMarkupHandler;
import org.attoparser.simple.SimpleMarkupParser;
import org.jspecify.annotations.Nullable;

/** What of a page that was asked for in English is Chinese still, but for what is not to be translated. */
public final class ReadPage extends AbstractSimpleMarkupHandler {

    private final Set<String> chinese = new TreeSet<>();
    private final Deque<Boolean> others = new ArrayDeque<>(List.of(false));

    private ReadPage() {}

    /** @throws IllegalArgumentException if it is no page */
    public static Set<String> chineseIn(String html) {
        ReadPage page = new ReadPage();
        try {
            new SimpleMarkupParser(ParseConfiguration.htmlConfiguration()).parse(html, page);
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
        return page.chinese;
    }

    @Override
    public void handleText(char[] buffer, int offset, int length, int line, int column) {
        if (!others.element()) {
            note(new String(buffer, offset, length));
        }
    }

    @Override
    public void handleOpenElement(String name, @Nullable Map<String, String> written, int line, int column) {
        Map<String, String> attributes = Objects.requireNonNullElse(written, Map.of());
        read(attributes);
        others.push(others.element() || "no".equals(attributes.get("translate")));
    }

    @Override
    public void handleCloseElement(String name, int line, int column) {
        others.pop();
    }

    @Override
    public void handleStandaloneElement(
            String name, @Nullable Map<String, String> written, boolean minimized, int line, int column) {
        read(Objects.requireNonNullElse(written, Map.of()));
    }

    private void read(Map<String, String> attributes) {
        if (!others.element()) {
            EnglishPage.READ.stream()
                    .filter(attributes::containsKey)
                    .map(attributes::get)
                    .forEach(this::note);
        }
    }

    private void note(String text) {
        if (Catalog.isChinese(text)) {
            chinese.add(text.strip());
        }
    }
}
