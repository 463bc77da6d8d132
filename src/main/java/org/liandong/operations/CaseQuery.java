package org.liandong.operations;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.cases.Location;
import org.liandong.cases.Matter;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Times;
import org.liandong.casework.json.CaseJson;
import org.liandong.intake.cleaning.Phones;
import org.liandong.ledger.CaseFilter;
import org.liandong.ledger.CaseRow;
import org.liandong.ledger.View;

/**
 * What somebody looks for who has no number: a telephone, words, a state, a unit, a time. Words are looked for in title,
 * content and place.
 */
record CaseQuery(
        String words,
        @Nullable CaseState state,
        @Nullable String unit,
        @Nullable LocalDate from,
        @Nullable LocalDate until) {
    /** Whoever looks for words and says no time looks so far back. */
    static final int DAYS = 30;

    static final int PAGE = 50;
    private static final int MOST_LOOKED_THROUGH = 20_000;
    private static final Pattern PHONE = Pattern.compile("[\\d\\s()+\\-]{7,20}");
    private static final int LONGEST = 100;

    /**
     * What was found.
     *
     * @param next the last one, to go on from; null if there is no more
     * @param gaveUp whether there was more than could be looked through
     */
    record Found(List<CaseFile> cases, @Nullable CaseNumber next, boolean gaveUp) {}

    /** @throws BadRequest naming the field and the cure */
    static CaseQuery of(String words, String state, String unit, String from, String until) {
        if (words.length() > LONGEST) {
            throw new BadRequest("q", "不能超过%d个字符".formatted(LONGEST));
        }
        CaseQuery query = new CaseQuery(
                words,
                state.isBlank()
                        ? null
                        : Arrays.stream(CaseState.values())
                                .filter(one -> one.name().equals(state))
                                .findFirst()
                                .orElseThrow(() -> new BadRequest("state", "没有这个状态: " + state)),
                unit.isBlank() ? null : unit.strip(),
                date("from", from),
                date("until", until));
        if (query.from != null && query.until != null && query.until.isBefore(query.from)) {
            throw new BadRequest("until", "止日不能早于起日");
        }
        return query;
    }

    private static @Nullable LocalDate date(String field, String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new BadRequest(field, "日期写成 2026-07-08 的样子: " + text);
        }
    }

    boolean isEmpty() {
        return words.isEmpty() && state == null && unit == null && from == null && until == null;
    }

    /** The telephone number that the words are, as the hub keeps it; empty if they are none. */
    Optional<String> phone() {
        return PHONE.matcher(words).matches()
                ? Optional.ofNullable(Phones.clean(words, "q").value())
                        .map(Phones.PhoneNumbers::first)
                        .map(Phones.PhoneNumber::number)
                : Optional.empty();
    }

    /** Cases in which the number asked, the newest first. */
    static Found byPhone(View view, String number) {
        return new Found(
                view.persons().casesByPhone(number, PAGE).stream()
                        .map(one -> CaseDesk.load(view, one))
                        .flatMap(Optional::stream)
                        .toList(),
                null,
                false);
    }

    /** @param before the last one of the page before; null for the first page */
    Found find(View view, @Nullable CaseNumber before, Instant now) {
        CaseFilter filter = filter(now);
        CaseRow last = before == null ? null : view.cases().load(before).orElse(null);
        List<CaseFile> found = new ArrayList<>();
        int looked = 0;
        while (found.size() < PAGE && looked < MOST_LOOKED_THROUGH) {
            List<CaseRow> rows = view.cases().page(filter, last, PAGE);
            for (CaseRow row : rows) {
                CaseFile file = CaseJson.read(row.doc());
                looked++;
                last = row;
                if (says(file)) {
                    found.add(file);
                    if (found.size() == PAGE) {
                        return new Found(found, row.caseNo(), false);
                    }
                }
            }
            if (rows.size() < PAGE) {
                return new Found(found, null, false);
            }
        }
        return new Found(found, last == null ? null : last.caseNo(), true);
    }

    private CaseFilter filter(Instant now) {
        LocalDate earliest = from == null && !words.isEmpty()
                ? now.atZone(Times.ZONE).toLocalDate().minusDays(DAYS)
                : from;
        return new CaseFilter(
                state == null ? null : state.name(),
                unit,
                null,
                null,
                earliest == null ? null : earliest.atStartOfDay(Times.ZONE).toInstant(),
                until == null
                        ? null
                        : until.plusDays(1).atStartOfDay(Times.ZONE).toInstant(),
                words.isEmpty()
                        ? null
                        : String.valueOf(JsonStringEncoder.getInstance().quoteAsString(words)));
    }

    private boolean says(CaseFile file) {
        Matter matter = file.matter();
        Location place = matter.location();
        return words.isEmpty()
                || matter.title().contains(words)
                || matter.content().contains(words)
                || String.valueOf(place.addressText()).contains(words);
    }
}
