package org.liandong.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.faults.Disk.Fate;
import org.liandong.faults.SystemCall.Removed;
import org.liandong.faults.SystemCall.Renamed;
import org.liandong.faults.SystemCall.Sent;
import org.liandong.faults.SystemCall.SyncBegun;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.faults.SystemCall.Written;

/** What measures power cuts would notice one that takes something. */
class PowerCutInstrumentsTest {
    private static final int PORT = 8080;
    private static final String CASE = "JN20260707120000017";
    private static final Path LOG = Path.of("/data/ledger.db-wal");
    private static final SystemCall HEADER = new Written(LOG, 0, header(0));
    private static final SystemCall COMMIT_HEADER = new Written(LOG, 0, header(7));
    private static final SystemCall PAGE =
            new Written(LOG, 24, ("..." + CASE + "...").getBytes(StandardCharsets.UTF_8));
    private static final SystemCall OTHER_PAGE = new Written(LOG, 24, new byte[100]);
    private static final SystemCall BEGUN = new SyncBegun(LOG, 1);
    private static final SystemCall DONE = new Synced(LOG, 1);
    private static final SystemCall ANSWER =
            new Sent("TCP:[127.0.0.1:8080->127.0.0.1:40000]", "HTTP/1.1 200 \r\n\r\n{\"caseNo\":\"" + CASE + "\"}");

    @TempDir
    Path folder = Path.of("");

    @Test
    void anAnswerAfterItsSyncIsInOrder() {
        assertThat(answers(HEADER, PAGE, COMMIT_HEADER, OTHER_PAGE, BEGUN, DONE, ANSWER))
                .hasSize(1);
        assertThat(answers(COMMIT_HEADER, PAGE, BEGUN, DONE, ANSWER, ANSWER)).hasSize(2);
    }

    @Test
    void anAnswerThatASyncDoesNotCoverIsNot() {
        for (List<SystemCall> early : List.of(
                List.of(COMMIT_HEADER, PAGE, ANSWER),
                List.of(COMMIT_HEADER, PAGE, BEGUN, ANSWER, DONE),
                List.of(BEGUN, COMMIT_HEADER, PAGE, DONE, ANSWER),
                List.of(HEADER, PAGE, BEGUN, DONE, COMMIT_HEADER, OTHER_PAGE, ANSWER),
                List.of(COMMIT_HEADER, OTHER_PAGE, BEGUN, DONE, ANSWER))) {
            assertThatThrownBy(() -> answers(early.toArray(SystemCall[]::new)))
                    .as("%s", early)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(CASE);
        }
    }

    @Test
    void aConfirmationOfTheBrokerIsHeldToTheSyncOfItsJournal() {
        Path journal = Path.of("/data/broker/journal/activemq-data-2.amq");
        SystemCall record = new Written(journal, 0, "..LD-1...".getBytes(StandardCharsets.UTF_8));
        SystemCall begun = new SyncBegun(journal, 1);
        SystemCall done = new Synced(journal, 1);
        String credits = packet(PacketImpl.SESS_PRODUCER_CREDITS);
        String answer = packet(PacketImpl.NULL_RESPONSE);
        SystemCall moreToSend = new Sent("TCP:[127.0.0.1:61616->127.0.0.1:40000]", credits);
        SystemCall confirmation = new Sent("TCP:[127.0.0.1:61616->127.0.0.1:40000]", answer);
        SystemCall together = new Sent("TCP:[127.0.0.1:61616->127.0.0.1:40000]", credits + answer);
        SystemCall toAnother = new Sent("TCP:[127.0.0.1:61616->127.0.0.1:40001]", answer);

        assertThat(confirmed(record, begun, toAnother, done, confirmation)).isEqualTo(1);
        assertThat(confirmed(record, moreToSend, begun, moreToSend, done, together))
                .as("the broker also says how much more may be sent, at any time")
                .isEqualTo(1);
        for (List<SystemCall> early : List.of(
                List.of(record, confirmation),
                List.of(record, moreToSend, confirmation, begun, done),
                List.of(record, begun, together, done),
                List.of(record, begun, confirmation, done),
                List.of(record, begun, done, moreToSend),
                List.of(begun, record, done, confirmation),
                List.of(record, BEGUN, DONE, confirmation),
                List.of(begun, done, confirmation))) {
            assertThatThrownBy(() -> confirmed(early.toArray(SystemCall[]::new)))
                    .as("%s", early)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("LD-1");
        }
    }

    /** As the broker writes it: length, kind, channel, and what the kind has to say. */
    private static String packet(byte kind) {
        byte[] bytes = ByteBuffer.allocate(21).putInt(17).put(kind).putLong(10).array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int confirmed(SystemCall... calls) {
        return new JournalOrder(List.of(calls), 40_000).confirmed(List.of("LD-1"));
    }

    @Test
    void theDiskKeepsWhatWasSyncedAndForgetsTheRest() throws IOException {
        Path file = folder.toRealPath().resolve("a/file");
        Disk disk = new Disk(folder);
        disk.happen(write(file, 0, "sure"));
        disk.happen(new SyncBegun(file, 1));
        disk.happen(write(file, 2, "RISKY"));
        disk.happen(new Synced(file, 1));

        assertThat(left(disk, Fate.CUT, "a/file")).isEqualTo("sure");
        assertThat(left(disk, Fate.ZEROED, "a/file")).isEqualTo("sure\0\0\0");
        assertThat(left(disk, Fate.TORN, "a/file"))
                .matches("su(re|Re|RI|RIS|RISK)")
                .isNotEqualTo("suRISKY");

        Path other = folder.toRealPath().resolve("other");
        disk.happen(new Renamed(file, other));
        assertThat(left(disk, Fate.CUT, "other")).isEqualTo("sure");
        disk.happen(new Removed(other));
        assertThat(disk.isEmpty()).isTrue();
    }

    @Test
    void aWriteThatTheKillItselfCutsShortIsThereByLotAsOthersAre() throws IOException {
        String cut = "7 pwrite64(14<%s/log>, \"abcd\", 4, 0 <unfinished ...>\n7 <... pwrite64 resumed>) = 2\n";

        assertThat(recorded(cut + "7 +++ killed by SIGKILL +++\n"))
                .hasSize(1)
                .first()
                .isInstanceOf(Written.class);
        assertThatThrownBy(() -> recorded(cut + "7 fsync(14<%s/log>) = 0\n")).hasMessageContaining("2 of 4");
    }

    private List<SystemCall> recorded(String lines) throws IOException {
        Path file = folder.resolve("strace.txt");
        Files.writeString(file, lines.replace("%s", folder.toRealPath().toString()));
        return Strace.read(file, folder);
    }

    private static List<SyncOrder.Answer> answers(SystemCall... calls) {
        return new SyncOrder(List.of(calls), PORT).answers();
    }

    private String left(Disk disk, Fate fate, String file) throws IOException {
        Path image = Files.createTempDirectory(folder, "image");
        disk.writeTo(image, fate, new Random(7));
        return Files.readString(image.resolve(file));
    }

    private static Written write(Path file, long offset, String text) {
        return new Written(file, offset, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] header(int sizeAfterCommit) {
        return ByteBuffer.allocate(24).putInt(4, sizeAfterCommit).array();
    }
}
