package org.liandong.canary;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.liandong.canary.CanaryRound.Way;
import org.liandong.cases.Actor;
import org.liandong.cases.CaseEvent;
import org.liandong.cases.CaseFile;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Command;
import org.liandong.cases.Instruction;
import org.liandong.cases.Transition;
import org.liandong.casework.CaseDesk;
import org.liandong.casework.Flow;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentCanary;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.MappingException;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.AttemptOutcome;
import org.liandong.ledger.Canary;
import org.liandong.ledger.DeliveryState;
import org.liandong.ledger.Entry;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerUnavailable;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends canaries and follows them. What is under way stands in the ledger, so that a restart goes on with it. Safe for any thread.
 */
public final class CanaryWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration KEPT = Duration.ofDays(31);
    private static final int AT_ONCE = 200;
    private static final String DELIVERED = CaseEvent.Delivered.class.getSimpleName();
    private static final String STATUS = "STATUS";
    private static final String WAY = "rule:canary";

    private final Ledger ledger;
    private final CaseDesk desk;
    private final Supplier<List<Connector>> atWork;
    private final ChannelVoice voice;
    private final BooleanSupplier open;
    private final Runnable afterCommit;
    private final Duration every;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "canaries");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean blind;

    /**
     * @param atWork the connectors that letters can go to now
     * @param open whether the hub takes messages now; before and after nothing sets out
     * @param afterCommit wakes whoever hands letters on
     * @param every how often each department gets one; zero for never
     */
    public CanaryWatch(
            Ledger ledger,
            CaseDesk desk,
            Supplier<List<Connector>> atWork,
            ChannelVoice voice,
            BooleanSupplier open,
            Runnable afterCommit,
            Duration every,
            Clock clock) {
        this.ledger = ledger;
        this.desk = desk;
        this.atWork = atWork;
        this.voice = voice;
        this.open = open;
        this.afterCommit = afterCommit;
        this.every = every;
        this.clock = clock;
    }

    /** Begins to look, every second. */
    public void start() {
        if (isOn()) {
            timer.execute(() -> quietly(this::forgetUnsent));
            ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                    () -> quietly(() -> look(false)), LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether canaries set out by themselves. */
    public boolean isOn() {
        return !every.isZero();
    }

    /** How often each department gets one; zero for never. */
    public Duration every() {
        return every;
    }

    /** Lets one set out to each department that has none under way, without waiting for its time. */
    public void sendNow() {
        if (isOn()) {
            timer.execute(() -> quietly(() -> look(true)));
        }
    }

    private void quietly(Runnable look) {
        try {
            look.run();
            blind = false;
        } catch (LedgerUnavailable | CompletionException e) {
            if (!blind) {
                LOG.warn("探测件暂时看不了,将再看: {}", e.getMessage());
            }
            blind = true;
        } catch (RuntimeException e) {
            if (!blind) {
                LOG.error("探测件处理出错,将再试", e);
            }
            blind = true;
        }
    }

    /** The hub died before they came in: nothing has been learned. */
    private void forgetUnsent() {
        ledger.read(view -> view.canaries().underWay()).stream()
                .filter(canary -> canary.caseNo() == null)
                .forEach(canary -> write(entry -> entry.canaries().forget(canary.number())));
    }

    private void look(boolean now) {
        List<Canary> underWay = ledger.read(view -> view.canaries().underWay());
        underWay.forEach(canary -> quietly(() -> follow(canary)));
        if (!underWay.isEmpty()) {
            sweep();
        }
        if (!open.getAsBoolean()) {
            return;
        }
        List<Way> due =
                ledger.read(view -> CanaryRound.of(atWork.get(), view.routes().heldReceivers())
                        .due(
                                view.canaries().lastEndedOfEachWay(),
                                view.canaries().underWay(),
                                clock.instant(),
                                now ? Duration.ZERO : every));
        if (!due.isEmpty()) {
            due.forEach(this::send);
            write(entry -> entry.canaries().forgetBefore(clock.instant().minus(KEPT)));
        }
    }

    private void write(Consumer<Entry> what) {
        ledger.write(entry -> {
                    what.accept(entry);
                    return true;
                })
                .join();
    }

    // ---- setting out

    private void send(Way way) {
        ChannelConnector channel = way.channel();
        DepartmentConnector department = way.department();
        Instant now = clock.instant();
        CanaryMessage message = CanaryMessage.at(now);
        write(entry -> entry.canaries()
                .begin(
                        message.number(),
                        channel.name(),
                        channel.sender(),
                        department.department(),
                        department.canary().orElseThrow().item(),
                        now));
        String trouble = reported(channel, message);
        boolean entered = ledger.read(view -> view.canaries().find(message.number()))
                .map(Canary::caseNo)
                .isPresent();
        if (!entered) {
            lose(message.number(), "枢纽没有收下%s报来的: %s".formatted(channel.title(), trouble == null ? "没有登记成办件" : trouble));
        }
    }

    private @Nullable String reported(ChannelConnector channel, CanaryMessage message) {
        try {
            voice.report(channel, message.writtenBy(channel));
            return null;
        } catch (IOException | MappingException e) {
            return e.getMessage();
        }
    }

    // ---- under way

    /** How far it has come, out of the ledger. */
    private record Seen(
            CaseFile file,
            List<OutboxMessage> letters,
            @Nullable Instant deliveredAt,
            @Nullable Instant answeredAt,
            @Nullable Told told) {}

    /** The channel has been told of the end, or will not hear of it. */
    private record Told(@Nullable Instant at, @Nullable String refused) {}

    private void follow(Canary canary) {
        CaseNumber number = canary.caseNo();
        DepartmentConnector department = department(canary).orElse(null);
        if (number == null || department == null) {
            // nobody follows it any more
            if (number != null) {
                clearAway(number, "部门不再收探测件");
            }
            write(entry -> entry.canaries().forget(canary.number()));
            return;
        }
        DepartmentCanary terms = department.canary().orElseThrow();
        Seen seen = ledger.read(view -> seen(view, canary, number, terms));
        fetch(canary, seen);
        Canary further = reached(canary, seen);
        if (!further.equals(canary)) {
            write(entry -> entry.canaries().reached(further));
        }
        Told told = seen.told();
        if (told != null && told.refused() != null) {
            lose(canary.number(), told.refused());
        } else if (told != null) {
            write(entry -> entry.canaries().end(canary.number(), clock.instant()));
            if (isOpen(seen.file())) {
                // the channel did with it what it does with a citizen's, and had it opened again
                withdraw(number, "探测件已走完");
            }
        } else if (seen.answeredAt() != null
                && isOpen(seen.file())
                && terms.answers() != DepartmentCanary.Answers.DONE) {
            withdraw(number, "探测件到此为止");
        } else if (clock.instant().isAfter(canary.reached().sentAt().plus(terms.within()))) {
            giveUp(canary, number, seen, department);
        }
    }

    private Optional<DepartmentConnector> department(Canary canary) {
        return atWork.get().stream()
                .filter(DepartmentConnector.class::isInstance)
                .map(DepartmentConnector.class::cast)
                .filter(one -> one.department().equals(canary.department()))
                .filter(one -> one.canary().isPresent())
                .findFirst();
    }

    private static Seen seen(View view, Canary canary, CaseNumber number, DepartmentCanary terms) {
        CaseFile file = CaseDesk.load(view, number).orElseThrow();
        List<OutboxMessage> letters = view.outbox().ofCase(number);
        Instant delivered = happened(view, number, DELIVERED).orElse(null);
        Instant answered = switch (terms.answers()) {
            case TAKEN -> delivered;
            case SIGNED ->
                happened(view, number, Transition.C16_LEAD_SIGNED.name()).orElse(null);
            case DONE -> happened(view, number, Transition.C21_ALL_DONE.name()).orElse(null);
        };
        return new Seen(file, letters, delivered, answered, told(view, canary, file, letters));
    }

    /** When the hub learned of it: whoever did it tells whole seconds, by a clock of his own. */
    private static Optional<Instant> happened(View view, CaseNumber number, String stage) {
        return view.trace().of(number).stream()
                .filter(row -> row.step().stage().equals(stage))
                .map(row -> row.step().receivedAt())
                .findFirst();
    }

    private static boolean isOpen(CaseFile file) {
        return file.closing() == null && !file.state().terminal();
    }

    private static @Nullable Told told(View view, Canary canary, CaseFile file, List<OutboxMessage> letters) {
        Optional<OutboxMessage> last = letters.stream()
                .filter(letter -> letter.operation().equals(STATUS))
                .filter(letter -> view.outbox()
                        .payload(letter.id())
                        .filter(Flow::tellsTheEnd)
                        .isPresent())
                .max(Comparator.comparingLong(OutboxMessage::seq));
        if (last.isEmpty() && isOpen(file)) {
            return null;
        }
        if (last.isEmpty()) {
            // a channel that is told nothing
            CaseFile.Closing closing = file.closing();
            return new Told(closing == null ? null : closing.at(), null);
        }
        DeliveryState state = last.get().state();
        if (state == DeliveryState.REFUSED) {
            return new Told(
                    null,
                    "%s不收探测件的结果: %s".formatted(canary.channel(), last.get().reason()));
        }
        return state == DeliveryState.DONE
                ? new Told(
                        view.deliveries()
                                .lastAttempt(last.get().id())
                                .map(Attempt::endedAt)
                                .orElse(null),
                        null)
                : null;
    }

    private static Canary reached(Canary canary, Seen seen) {
        Told told = seen.told();
        return canary.reached(seen.deliveredAt(), seen.answeredAt(), told == null ? null : told.at());
    }

    /** Terminals come for their outcomes; so does the canary. */
    private void fetch(Canary canary, Seen seen) {
        ChannelConnector channel = atWork.get().stream()
                .filter(ChannelConnector.class::isInstance)
                .map(ChannelConnector.class::cast)
                .filter(one -> one.name().equals(canary.channel()))
                .findFirst()
                .orElse(null);
        OutboxMessage open = seen.letters().stream()
                .filter(letter ->
                        letter.operation().equals(STATUS) && !letter.state().isSettled())
                .max(Comparator.comparingLong(OutboxMessage::id))
                .orElse(null);
        if (open == null || channel == null || open.receiver().equals(channel.queue())) {
            return;
        }
        try {
            voice.fetch(channel, open.receiver(), open.id());
        } catch (IOException e) {
            LOG.debug("探测件的结果没有取到,将再取: {}", e.getMessage());
        }
    }

    // ---- the end

    private void withdraw(CaseNumber number, String why) {
        desk.submit(
                        number,
                        new Instruction(
                                new Command.WithdrawCase(why), Actor.HUB, clock.instant(), clock.instant(), WAY))
                .join();
        afterCommit.run();
    }

    private void lose(String number, String why) {
        write(entry -> entry.canaries().lose(number, clock.instant(), why));
        LOG.warn("探测件{}没有走通: {}", number, why);
    }

    private void giveUp(Canary canary, CaseNumber number, Seen seen, DepartmentConnector department) {
        String within = words(department.canary().orElseThrow().within());
        String why = seen.deliveredAt() == null
                ? "%s过了%s没有收下".formatted(department.title(), within)
                : seen.answeredAt() == null
                        ? "%s收下了,过了%s没有答复".formatted(department.title(), within)
                        : "%s没有收下结果,已过%s".formatted(canary.channel(), within);
        clearAway(number, "探测件没有走通");
        lose(canary.number(), why);
    }

    private void clearAway(CaseNumber number, String why) {
        boolean isOpen = ledger.read(view -> CaseDesk.load(view, number))
                .filter(CanaryWatch::isOpen)
                .isPresent();
        if (isOpen) {
            withdraw(number, why);
        }
        write(entry -> letGo(entry, number));
    }

    private static String words(Duration within) {
        return within.toSeconds() % 60 == 0 ? within.toMinutes() + "分钟" : within.toSeconds() + "秒";
    }

    /** Letters that cannot have arrived need not; neither need those behind them. What may have arrived is settled as any other. */
    private static void letGo(Entry entry, CaseNumber number) {
        List<OutboxMessage> letters = entry.outbox().ofCase(number);
        for (OutboxMessage letter : letters) {
            boolean mayBeThere = letters.stream()
                    .filter(other -> other.receiver().equals(letter.receiver()))
                    .anyMatch(other -> other.state() == DeliveryState.DONE || isTried(entry, other));
            if (!letter.state().isSettled() && !mayBeThere) {
                entry.deliveries().bury(letter.id(), "探测件");
                entry.deliveries().giveUp(letter.id(), "探测件没有走通,不再投递");
            }
        }
    }

    private static boolean isTried(Entry entry, OutboxMessage letter) {
        return entry.deliveries().attempts(letter.id()).stream()
                .anyMatch(attempt ->
                        attempt.outcome() == AttemptOutcome.STARTED || attempt.outcome() == AttemptOutcome.UNKNOWN);
    }

    /** What is left of former canaries waits for no person. */
    private void sweep() {
        List<OutboxMessage> dead = new ArrayList<>();
        List<OutboxMessage> page;
        long after = 0;
        do {
            long from = after;
            page = ledger.read(view -> view.deliveries().dead(from, AT_ONCE));
            page.stream().filter(letter -> letter.caseNo().isCanary()).forEach(dead::add);
            after = page.isEmpty() ? after : page.get(page.size() - 1).id();
        } while (page.size() == AT_ONCE);
        if (!dead.isEmpty()) {
            write(entry -> dead.stream()
                    .filter(letter -> entry.outbox()
                            .find(letter.id())
                            .filter(one -> one.state() == DeliveryState.DEAD)
                            .isPresent())
                    .forEach(letter -> entry.deliveries().giveUp(letter.id(), "探测件,不再投递")));
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        try {
            boolean ended = timer.awaitTermination(5, TimeUnit.SECONDS);
            LOG.debug("{}", ended);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
