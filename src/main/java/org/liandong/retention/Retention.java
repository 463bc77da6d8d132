package org.liandong.retention;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.liandong.ledger.Blobs;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.RawMessage;
import org.liandong.ledger.RetentionView;
import org.liandong.ledger.RetentionView.Gone;
import org.liandong.ledger.RetentionView.Needing;
import org.liandong.ledger.RetentionView.Old;
import org.liandong.ledger.RetentionView.OldLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once a night takes away the bytes of messages and the data of persons whose time is over, a few at a time so that nobody
 * waits for it, and counts what is left. That a message came, when, from whom and with which digest, stays; so does the whole
 * case, which names nobody. What is held is not touched.
 */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int PAGE = 500;
    private static final int AT_ONCE = 100;
    private static final int HOUR = 2;
    private static final String HUB = "枢纽";
    private static final String WHY = "保存期满";

    private static final Pattern DIGEST = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final Ledger ledger;
    private final Blobs blobs;
    private final RetentionRules rules;
    private final ZoneId zone;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "retention");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean open = true;

    public Retention(Ledger ledger, Blobs blobs, RetentionRules rules, ZoneId zone, Clock clock) {
        this.blobs = blobs;
        this.ledger = ledger;
        this.rules = rules;
        this.zone = zone;
        this.clock = clock;
    }

    public void start() {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(this::runIfDue, 1, 10, TimeUnit.MINUTES);
    }

    private void runIfDue() {
        try {
            LocalDate today = clock.instant().atZone(zone).toLocalDate();
            Optional<RetentionView.Run> last =
                    ledger.read(view -> view.retention().lastRun());
            boolean done = last.map(run -> run.begunAt().atZone(zone).toLocalDate())
                    .filter(today::equals)
                    .isPresent();
            if (!done && clock.instant().atZone(zone).getHour() >= HOUR) {
                run();
            }
        } catch (RuntimeException e) {
            LOG.warn("保存期满的没有清完,稍后接着清: {}", e.getMessage());
        }
    }

    /** Takes away what is due now. */
    public RetentionView.Run run() {
        Instant begun = clock.instant();
        Taken messages = messages(begun);
        Taken letters = letters(begun);
        Taken persons = persons(begun);
        Taken photos = photos(begun);
        List<RetentionView.Use> uses = ledger.read(view -> view.retention().countUses());
        RetentionView.Run run = new RetentionView.Run(
                begun,
                clock.instant(),
                messages.count,
                messages.bytes,
                letters.count,
                letters.bytes,
                persons.count,
                persons.bytes,
                photos.count,
                photos.bytes,
                messages.held + letters.held + photos.held);
        ledger.write(entry -> {
                    entry.retention().ran(run);
                    entry.retention().uses(uses);
                    return true;
                })
                .join();
        if (run.messages() + run.letters() + run.persons() + run.photos() > 0) {
            LOG.info(
                    "保存期满: 清除来件原文{}份{}字节、去件原文{}份{}字节、个人信息{}人{}字节、照片{}份{}字节",
                    run.messages(),
                    run.messageBytes(),
                    run.letters(),
                    run.letterBytes(),
                    run.persons(),
                    run.personBytes(),
                    run.photos(),
                    run.photoBytes());
        }
        return run;
    }

    private static final class Taken {
        private long count;
        private long bytes;
        private long held;
    }

    private Taken messages(Instant now) {
        Taken taken = new Taken();
        Duration shortest = rules.shortest();
        if (shortest.isZero()) {
            return taken;
        }
        long after = 0;
        boolean more;
        do {
            long from = after;
            List<Old> read = ledger.read(view -> view.retention().messagesBefore(now.minus(shortest), from, PAGE));
            more = read.size() == PAGE;
            List<Old> page = more ? withoutLast(read) : read;
            // what came in one message may have become several: it goes when all of them may
            Map<String, List<Old>> byMessage = new LinkedHashMap<>();
            page.stream()
                    .filter(old -> old.rawId() != null)
                    .forEach(old -> byMessage
                            .computeIfAbsent(String.valueOf(old.rawId()), any -> new ArrayList<>())
                            .add(old));
            List<String> due = new ArrayList<>();
            byMessage.forEach((id, parts) -> {
                if (parts.stream().allMatch(part -> rules.isOver(part, now))) {
                    if (parts.stream().anyMatch(Old::held)) {
                        taken.held++;
                    } else {
                        due.add(id);
                    }
                }
            });
            erase(due, taken);
            after = page.isEmpty() ? after : page.get(page.size() - 1).inboxId();
        } while (open && more);
        return taken;
    }

    /** The last message of a full page may have more parts on the next: it is looked at there, with all of them. */
    private static List<Old> withoutLast(List<Old> page) {
        String last = page.get(page.size() - 1).rawId();
        int end = page.size();
        while (end > 0 && last != null && last.equals(page.get(end - 1).rawId())) {
            end--;
        }
        return end == 0 ? page : page.subList(0, end);
    }

    private void erase(List<String> due, Taken taken) {
        for (int i = 0; i < due.size(); i += AT_ONCE) {
            List<String> some = due.subList(i, Math.min(due.size(), i + AT_ONCE));
            Map<String, Integer> sizes = ledger.read(view -> {
                Map<String, Integer> kept = new LinkedHashMap<>();
                some.forEach(id -> view.raw()
                        .find(id)
                        .filter(one -> !one.erased())
                        .map(RawMessage.Kept::size)
                        .ifPresent(size -> kept.put(id, size)));
                return kept;
            });
            if (!sizes.isEmpty()) {
                ledger.write(entry -> {
                            // somebody may have begun to hold a case meanwhile
                            sizes.keySet().removeAll(entry.retention().heldMessages());
                            sizes.keySet().forEach(entry.raw()::erase);
                            return true;
                        })
                        .join();
                taken.count += sizes.size();
                taken.bytes +=
                        sizes.values().stream().mapToLong(Integer::longValue).sum();
            }
        }
    }

    private Taken letters(Instant now) {
        Taken taken = new Taken();
        Duration shortest = rules.shortest();
        if (shortest.isZero()) {
            return taken;
        }
        long after = 0;
        List<OldLetter> page;
        do {
            long from = after;
            page = ledger.read(view -> view.retention().lettersBefore(now.minus(shortest), from, PAGE));
            List<OldLetter> over =
                    page.stream().filter(letter -> rules.isOver(letter, now)).toList();
            taken.held += over.stream().filter(OldLetter::held).count();
            eraseLetters(over.stream().filter(letter -> !letter.held()).toList(), taken);
            after = page.isEmpty() ? after : page.get(page.size() - 1).outboxId();
        } while (open && page.size() == PAGE);
        return taken;
    }

    private void eraseLetters(List<OldLetter> due, Taken taken) {
        for (int i = 0; i < due.size(); i += AT_ONCE) {
            List<OldLetter> some = due.subList(i, Math.min(due.size(), i + AT_ONCE));
            List<OldLetter> gone = ledger.write(entry -> {
                        // somebody may have begun to hold a case meanwhile
                        List<OldLetter> free = some.stream()
                                .filter(letter -> !entry.retention().isHeld(letter.caseNo()))
                                .toList();
                        free.forEach(letter -> entry.exchanges().erase(letter.outboxId()));
                        return free;
                    })
                    .join();
            taken.count += gone.size();
            taken.bytes += gone.stream().mapToLong(OldLetter::bytes).sum();
        }
    }

    private Taken persons(Instant now) {
        Taken taken = new Taken();
        if (rules.persons().isZero()) {
            return taken;
        }
        List<Gone> page;
        String after = "";
        do {
            String from = after;
            // asked where they are erased: nobody goes whose case somebody has just begun to hold
            page = ledger.write(entry -> {
                        List<Gone> some = entry.retention().personsBefore(now.minus(rules.persons()), from, AT_ONCE);
                        some.forEach(person -> entry.persons().erase(person.ref(), HUB, WHY));
                        return some;
                    })
                    .join();
            if (!page.isEmpty()) {
                taken.count += page.size();
                taken.bytes += page.stream().mapToLong(Gone::bytes).sum();
                after = page.get(page.size() - 1).ref();
            }
        } while (open && page.size() == AT_ONCE);
        return taken;
    }

    /** What no case needs any more: neither one that goes on, nor one closed lately, nor a message that nobody has been able to read. */
    private Taken photos(Instant now) {
        Taken taken = new Taken();
        if (rules.photos().isZero()) {
            return taken;
        }
        Instant before = now.minus(rules.photos());
        Set<String> needed = new HashSet<>();
        Set<String> held = new HashSet<>();
        List<Needing> page;
        String after = "";
        do {
            String from = after;
            page = ledger.read(view -> view.retention().casesNeedingPhotos(before, from, PAGE));
            page.forEach(one -> mentioned(one.doc(), one.held() ? held : needed));
            after = page.isEmpty() ? after : page.get(page.size() - 1).caseNo().value();
        } while (open && page.size() == PAGE);
        inQuarantine(needed);
        try {
            for (Blobs.Blob blob : open ? blobs.before(before) : List.<Blobs.Blob>of()) {
                if (!needed.contains(blob.digest()) && held.contains(blob.digest())) {
                    taken.held++;
                } else if (!needed.contains(blob.digest()) && blobs.erase(blob.digest(), before)) {
                    taken.count++;
                    taken.bytes += blob.size();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return taken;
    }

    private void inQuarantine(Set<String> needed) {
        List<InboxEntry> page;
        long after = 0;
        do {
            long from = after;
            page = ledger.read(view -> view.inbox().quarantined(from, AT_ONCE));
            page.stream()
                    .map(entry -> entry.message().rawId())
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(id -> ledger.read(view -> view.raw().bytes(id))
                            .ifPresent(bytes -> mentioned(new String(bytes, StandardCharsets.ISO_8859_1), needed)));
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (open && page.size() == AT_ONCE);
    }

    /** Whatever may be the digest of a file. */
    private static void mentioned(String text, Set<String> digests) {
        DIGEST.matcher(text).results().forEach(found -> digests.add(found.group()));
    }

    @Override
    public void close() {
        open = false;
        timer.shutdown();
        try {
            boolean ended = timer.awaitTermination(10, TimeUnit.SECONDS);
            LOG.debug("{}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
