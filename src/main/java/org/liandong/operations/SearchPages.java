package org.liandong.operations;

import java.security.Principal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.CaseState;
import org.liandong.casework.CaseDesk;
import org.liandong.intake.cleaning.Masks;
import org.liandong.ledger.Ledger;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finds cases: by whatever number, by the telephone of who asked, by words, state, unit and time. */
@Controller
@RequestMapping(path = "/search", produces = MediaType.TEXT_HTML_VALUE)
final class SearchPages {
    private final Ledger ledger;
    private final CaseDesk desk;
    private final UnitNames units;

    SearchPages(Ledger ledger, CaseDesk desk, UnitNames units) {
        this.ledger = ledger;
        this.desk = desk;
        this.units = units;
    }

    @GetMapping
    ModelAndView search(
            @RequestParam Map<String, String> given, @RequestParam(defaultValue = "") String q, Principal who) {
        try {
            CaseQuery query = CaseQuery.of(
                    q.isBlank() ? "" : Finder.cleaned(q),
                    given.getOrDefault("state", ""),
                    given.getOrDefault("unit", ""),
                    given.getOrDefault("from", ""),
                    given.getOrDefault("until", ""));
            if (query.isEmpty()) {
                throw new BadRequest("q", "请输入要查的编号、电话或文字,或选状态、部门、日期");
            }
            return byNumber(given, query).or(() -> byPhone(given, query, who)).orElseGet(() -> byWords(given, query));
        } catch (BadRequest e) {
            return page(given, List.of(), HttpStatus.BAD_REQUEST).addObject("mistake", String.valueOf(e.getMessage()));
        }
    }

    private Optional<ModelAndView> byNumber(Map<String, String> given, CaseQuery query) {
        if (query.words().isEmpty()) {
            return Optional.empty();
        }
        Instant now = desk.now();
        List<CaseLine> found = ledger.read(view -> Finder.find(view, query.words()).stream()
                .map(file -> CaseLine.of(file, units, now))
                .toList());
        return switch (found.size()) {
            case 0 -> Optional.empty();
            case 1 ->
                Optional.of(new ModelAndView("redirect:/cases/" + found.get(0).number()));
            default ->
                Optional.of(page(given, found, HttpStatus.OK)
                        .addObject("how", "编号“%s”对应%d件办件,请选择:".formatted(query.words(), found.size())));
        };
    }

    /** Who looked for whose telephone is on record. */
    private Optional<ModelAndView> byPhone(Map<String, String> given, CaseQuery query, Principal who) {
        return query.phone().map(number -> {
            Instant now = desk.now();
            List<CaseLine> found = ledger.write(entry -> {
                        List<CaseLine> lines = CaseQuery.byPhone(entry, number).cases().stream()
                                .map(file -> CaseLine.of(file, units, now))
                                .toList();
                        entry.audit()
                                .record(
                                        "PHONE_SEARCHED",
                                        "phone/" + Masks.phone(number),
                                        who.getName(),
                                        "查来电人的办件,找到%d件".formatted(lines.size()));
                        return lines;
                    })
                    .join();
            return page(given, found, found.isEmpty() ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                    .addObject("how", "电话%s报来的办件%d件,查过已留痕。".formatted(Masks.phone(number), found.size()));
        });
    }

    private ModelAndView byWords(Map<String, String> given, CaseQuery query) {
        Instant now = desk.now();
        String before = given.getOrDefault("before", "");
        CaseNumber last = CaseNumber.isValid(before) ? new CaseNumber(before) : null;
        CaseQuery.Found found = ledger.read(view -> query.find(view, last, now));
        List<CaseLine> lines = found.cases().stream()
                .map(file -> CaseLine.of(file, units, now))
                .toList();
        boolean nothing = lines.isEmpty() && !found.gaveUp();
        return page(given, lines, nothing ? HttpStatus.NOT_FOUND : HttpStatus.OK)
                .addObject("how", nothing ? null : how(query, lines.size(), found.gaveUp()))
                .addObject("next", number(found.next()));
    }

    private static @Nullable String number(@Nullable CaseNumber number) {
        return number == null ? null : number.value();
    }

    private static String how(CaseQuery query, int found, boolean gaveUp) {
        String since = query.words().isEmpty() || query.from() != null ? "" : "近%d天里".formatted(CaseQuery.DAYS);
        String more = gaveUp ? ";办件太多没有看完,请缩小日期,或看下一页接着找" : "";
        return "%s找到%d件%s".formatted(since, found, more);
    }

    private ModelAndView page(Map<String, String> given, List<CaseLine> found, HttpStatus status) {
        ModelAndView page = new ModelAndView("search")
                .addObject("q", given.getOrDefault("q", ""))
                .addObject("given", given)
                .addObject("found", found)
                .addObject("mistake", "")
                .addObject("states", Arrays.stream(CaseState.values()).toList())
                .addObject("units", departments());
        page.setStatus(status);
        return page;
    }

    /** Those that lead a case, by code. */
    private Map<String, String> departments() {
        Map<String, String> departments = new TreeMap<>();
        ledger.read(view -> Summary.of(view, desk.now()))
                .departments()
                .keySet()
                .forEach(code -> departments.put(code, units.name(code)));
        return departments;
    }
}
