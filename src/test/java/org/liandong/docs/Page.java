package org.liandong.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documents, as Markdown. */
record Page(Path file, String text) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|<img[^>]* src=\"([^\"]+)\"");

    static Page read(String file) throws IOException {
        return of(Path.of(file));
    }

    private static Page of(Path file) throws IOException {
        return new Page(file, Files.readString(file));
    }

    /** Every page that belongs to the hub. */
    static List<Page> all() throws IOException {
        List<Page> pages = new ArrayList<>();
        for (String root : List.of(".", "docs")) {
            try (Stream<Path> files = Files.walk(Path.of(root), root.equals(".") ? 1 : 9)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".md")).toList()) {
                    pages.add(of(file.normalize()));
                }
            }
        }
        return pages;
    }

    /** What stands between fences that name the language. */
    List<String> fenced(String language) {
        return FENCED.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(language))
                .map(found -> found.group(2))
                .toList();
    }

    /** Targets of links and pictures that are files of the hub. */
    Set<Path> linkedFiles() {
        Set<Path> linked = new TreeSet<>();
        Path folder = file.toAbsolutePath().getParent();
        Matcher links = LINK.matcher(FENCED.matcher(text).replaceAll(""));
        for (MatchResult link : links.results().toList()) {
            String target = link.group(1) == null ? link.group(2) : link.group(1);
            String path = target.replaceFirst("#.*", "");
            if (!path.isEmpty() && !path.contains("://") && folder != null) {
                linked.add(folder.resolve(path).normalize());
            }
        }
        return linked;
    }

    Set<String> found(String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern).matcher(text).results().forEach(one -> found.add(one.group(1)));
        return found;
    }
}
