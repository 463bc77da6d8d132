package org.liandong.operations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.intake.Quarantine;

/**
 * A code that no code table knows, with how often it came. The messages wait in quarantine; their cases go on.
 *
 * @param field in the sender's words
 * @param sample where in the newest message it stands, without personal data; empty if it is not found there
 * @param advice the known row that is most like it; null if none is
 * @param messages numbers of the messages, to be released once the code is known
 */
record UnknownCode(
        String connector,
        String field,
        String word,
        int count,
        Moment first,
        Moment last,
        String sample,
        @Nullable String advice,
        List<String> messages) {
    private static final int PAGE = 500;
    private static final int AROUND = 40;
    private static final int NAMED = 20;
    private static final Pattern CODE = Pattern.compile("不认识的代码 ([^=\\s]+)=(.*?),已转人工");

    private record Key(String connector, String field, String word) {}

    /** The most frequent first. */
    static List<UnknownCode> all(Quarantine quarantine, CodeAdvice advice, Instant now) {
        Map<Key, List<Quarantine.Waiting>> found = new LinkedHashMap<>();
        long after = 0;
        for (List<Quarantine.Waiting> page = quarantine.list(after, PAGE);
                !page.isEmpty();
                page = quarantine.list(after, PAGE)) {
            for (Quarantine.Waiting waiting : page) {
                after = waiting.entry().id();
                Matcher code =
                        CODE.matcher(String.valueOf(waiting.entry().message().quarantineReason()));
                if (code.find()) {
                    String connector = waiting.entrance().split("/", 2)[0];
                    found.computeIfAbsent(new Key(connector, code.group(1), code.group(2)), any -> new ArrayList<>())
                            .add(waiting);
                }
            }
        }
        return found.entrySet().stream()
                .map(entry -> of(entry.getKey(), entry.getValue(), quarantine, advice, now))
                .sorted(Comparator.comparingInt(UnknownCode::count).reversed())
                .toList();
    }

    private static UnknownCode of(
            Key key, List<Quarantine.Waiting> came, Quarantine quarantine, CodeAdvice advice, Instant now) {
        Quarantine.Waiting newest = came.get(came.size() - 1);
        return new UnknownCode(
                key.connector(),
                key.field(),
                key.word(),
                came.size(),
                Moment.of(came.get(0).entry().message().receivedAt(), now),
                Moment.of(newest.entry().message().receivedAt(), now),
                quarantine
                        .find(newest.entry().id())
                        .map(held -> around(held.text(), key.word()))
                        .orElse(""),
                advice.nearest(key.connector(), key.word()).orElse(null),
                came.stream()
                        .limit(NAMED)
                        .map(one -> Long.toString(one.entry().id()))
                        .toList());
    }

    private static String around(String text, String word) {
        int at = text.indexOf(word);
        return at < 0
                ? ""
                : Redaction.of(
                        text.substring(Math.max(0, at - AROUND), Math.min(text.length(), at + word.length() + AROUND)));
    }
}
