package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.faults.Disk.Fate;
import org.liandong.faults.SystemCall.Sent;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.hub.EmbeddedBroker;
import org.liandong.ledger.ChainReport;
import org.liandong.ledger.Ledger;
import org.liandong.ledger.LedgerSettings;
import org.liandong.security.crypto.KeyRing;
import org.liandong.simulator.FreePorts;
import org.liandong.simulator.Mix;
import org.liandong.simulator.Morning;
import org.liandong.simulator.Profile;

/**
 * The power fails. A kill leaves all that was written; a power cut only what was synced. So a hub at work is recorded call by
 * call: no answer may leave it before the sync that covers what it answers for; and on the folder as a cut at any moment would
 * have left it the hub must go on with everything it had answered. {@code -Dimages} and {@code -Dseed} say at how many moments
 * and at which.
 */
class PowerCutIT {
    private static final Mix TRAFFIC = new Mix(45, 15, 18, 4, 8, 20, 5, 0.15, 0.08, 0.3);
    private static final Pattern CASE_NO = Pattern.compile("\"caseNo\"\\s*:\\s*\"([^\"]+)\"");
    private static final List<Fate> FATES = List.of(Fate.values());
    private static final int ENOUGH = 60;

    private final int images = Integer.getInteger("images", 30);
    private final int starts = Integer.getInteger("starts", 1);
    private final long seed = Long.getLong("seed", System.currentTimeMillis() % 1_000_000);
    private final Random random = new Random(seed);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder = Path.of("");

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void whatWasAnsweredWasSyncedAndIsThereWhateverThePowerLeft() throws Exception {
        System.out.printf("images %d, seed %d%n", images, seed);
        if (!Strace.isUsable()) {
            System.out.println("strace cannot be used here: only what the engines say of themselves is looked at");
            theEnginesSayThatTheySync();
            return;
        }
        Recording recording = record();
        System.out.printf("recorded %d calls, %d syncs%n", recording.calls.size(), recording.syncs());
        List<SyncOrder.Answer> answers = new SyncOrder(recording.calls, recording.port).answers();
        System.out.printf("answers %d, each after the sync that covers it%n", answers.size());
        assertThat(answers).hasSizeGreaterThanOrEqualTo(ENOUGH / 2);
        int confirmed =
                new JournalOrder(recording.calls, recording.sending.sender()).confirmed(recording.sending.messages());
        System.out.printf("confirmations of the broker %d, each after the sync that covers it%n", confirmed);
        goOnAfterCuts(recording, moments(recording));
    }

    /** What a hub at work asked of its disk, from its first start on an empty folder to its end without warning. */
    private record Recording(List<SystemCall> calls, Path data, int port, JournalOrder.Sending sending) {
        long syncs() {
            return calls.stream().filter(Synced.class::isInstance).count();
        }
    }

    private Recording record() throws Exception {
        Path recorded = folder.resolve("strace.txt");
        JournalOrder.Sending sending;
        try (Site site = Site.open(folder, seed, SiteDatabase.Kind.SQLITE, Profile.quick(seed));
                HubProcess hub = site.startHub(Strace.recordingTo(recorded))) {
            await().atMost(Duration.ofMinutes(2)).until(() -> site.isReady() || !hub.isAlive());
            try (Morning morning = site.city().morning(TRAFFIC, Integer.MAX_VALUE, 15)) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> site.city().acknowledged().size() >= ENOUGH);
                sending = site.sendsToBroker(ENOUGH / 2);
                assertThat(hub.livesFor(Duration.ofSeconds(2))).isTrue();
                hub.kill();
                assertThat(morning).isNotNull();
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> isComplete(recorded));
            return new Recording(Strace.read(recorded, site.data()), site.data().toRealPath(), site.port(), sending);
        }
    }

    /** strace has written down the end of the process. */
    private static boolean isComplete(Path recorded) throws IOException {
        byte[] end = "+++ killed by SIGKILL +++\n".getBytes(StandardCharsets.US_ASCII);
        try (RandomAccessFile file = new RandomAccessFile(recorded.toFile(), "r")) {
            byte[] last = new byte[end.length];
            file.seek(Math.max(0, file.length() - end.length));
            return file.read(last) == end.length && Arrays.equals(last, end);
        }
    }

    /** Half of them right after a sync, when all the rest is least sure; half anywhere. */
    private Set<Integer> moments(Recording recording) {
        List<Integer> afterSyncs = new ArrayList<>();
        for (int i = 0; i < recording.calls.size(); i++) {
            if (recording.calls.get(i) instanceof Synced) {
                afterSyncs.add(i);
            }
        }
        Set<Integer> moments = new HashSet<>();
        while (moments.size() < Math.min(images, recording.calls.size())) {
            moments.add(
                    random.nextBoolean()
                            ? afterSyncs.get(random.nextInt(afterSyncs.size()))
                            : random.nextInt(recording.calls.size()));
        }
        return moments;
    }

    private void goOnAfterCuts(Recording recording, Set<Integer> moments) throws Exception {
        Disk disk = new Disk(recording.data);
        copySecrets(recording, disk);
        Set<String> acknowledged = new LinkedHashSet<>();
        TreeMap<Fate, Integer> tried = new TreeMap<>();
        int number = 0;
        for (int i = 0; i < recording.calls.size(); i++) {
            SystemCall call = recording.calls.get(i);
            disk.happen(call);
            if (call instanceof Sent sent) {
                acknowledged.addAll(cases(sent, recording.port));
            }
            if (moments.contains(i)) {
                Fate fate = FATES.get(random.nextInt(FATES.size()));
                Path image = folder.resolve("image-%04d".formatted(++number));
                String moment = "%s at call %d of %d, seed %d".formatted(fate, i, recording.calls.size(), seed);
                disk.writeTo(image, fate, random);
                if (number % Math.max(1, moments.size() / Math.max(1, starts)) == 0) {
                    theHubStarts(image, moment);
                }
                nothingIsMissing(image, acknowledged, moment);
                delete(image);
                tried.merge(fate, 1, Integer::sum);
            }
        }
        System.out.printf("images %d %s, acknowledged %d, missing 0%n", number, tried, acknowledged.size());
    }

    /** The secrets were there before the hub: their file is read, not written, by it. */
    private static void copySecrets(Recording recording, Disk disk) throws IOException {
        Path secrets = recording.data.resolve("secrets.yaml");
        disk.happen(new SystemCall.Written(secrets, 0, Files.readAllBytes(secrets)));
        disk.happen(new SystemCall.SyncBegun(secrets, 0));
        disk.happen(new Synced(secrets, 0));
    }

    static Set<String> cases(Sent sent, int port) {
        Set<String> cases = new LinkedHashSet<>();
        if (sent.socket().contains(":" + port + "->")) {
            Matcher matcher = CASE_NO.matcher(sent.bytes());
            while (matcher.find()) {
                cases.add(matcher.group(1));
            }
        }
        return cases;
    }

    private static void nothingIsMissing(Path data, Set<String> acknowledged, String moment) throws Exception {
        KeyRing keys = KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        Path file = data.resolve("ledger.db");
        try (Ledger ledger = Ledger.open(LedgerSettings.embedded(file), keys, Clock.systemUTC())) {
            ChainReport chain = ledger.verifyTrace();
            assertThat(chain.findings()).as(moment).isEmpty();
        }
        try (LedgerBook book = LedgerBook.open(SiteDatabase.embedded(data));
                EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(book.texts("SELECT case_no FROM case_file")).as(moment).containsAll(acknowledged);
            for (String receiver :
                    book.texts("SELECT DISTINCT receiver FROM outbox WHERE receiver NOT LIKE 'pull.%'")) {
                assertThat(broker.letters(receiver))
                        .as("letters to %s, %s", receiver, moment)
                        .containsAll(book.texts("SELECT id || ' ' || round FROM outbox WHERE sent_at IS NOT NULL AND"
                                + " parked = 0 AND state IN ('PENDING', 'IN_DOUBT') AND receiver = '" + receiver
                                + "'"));
            }
        }
    }

    private void theHubStarts(Path data, String moment) throws Exception {
        int port = FreePorts.next();
        try (HubProcess hub =
                HubProcess.start(folder, "run", "--port", Integer.toString(port), "--data", data.toString())) {
            await().atMost(Duration.ofMinutes(2)).until(() -> HubProcess.isReady(port) || !hub.isAlive());
            assertThat(hub.isAlive())
                    .as("%s: %s %s", moment, hub.out(), hub.err())
                    .isTrue();
            hub.signal("TERM");
            assertThat(hub.exitWithin(Duration.ofSeconds(30)))
                    .as("143: ended by SIGTERM")
                    .isEqualTo(143);
        }
    }

    private void theEnginesSayThatTheySync() throws Exception {
        Path data = Files.createDirectories(folder.resolve("engines"));
        KeyRing keys = KeyRing.loadOrCreate(data.resolve("keys.yaml"));
        // opening refuses unless journal_mode and synchronous are in force
        try (Ledger ledger = Ledger.open(LedgerSettings.embedded(data.resolve("ledger.db")), keys, Clock.systemUTC());
                EmbeddedBroker broker = EmbeddedBroker.start(data)) {
            assertThat(ledger.verifyTrace().isWhole()).isTrue();
            assertThat(broker.journalFiles()).isInstanceOf(NIOSequentialFileFactory.class);
            assertThat(broker.journalFiles().isDatasync()).isTrue();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
