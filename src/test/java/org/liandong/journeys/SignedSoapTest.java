package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.cases.Command;
import org.liandong.casework.Times;
import org.liandong.journeys.ConsumersService.Complaint;
import org.liandong.journeys.ConsumersService.Progress;
import org.liandong.journeys.ConsumersService.Shot;
import org.liandong.journeys.ConsumersService.Signer;
import org.liandong.security.Keytool;
import org.liandong.security.crypto.Sm3;

/** WS-Security signatures and photographs beside the envelope (MTOM), with Apache CXF at the other end of the line. */
class SignedSoapTest {
    private static final String PASSWORD = "partner";
    private static final String SIGNED = "Timestamp Signature";
    private static final String BODY_AND_TIME =
            "{Element}{http://www.w3.org/2003/05/soap-envelope}Body;{Element}{http://docs.oasis-open.org/wss/2004/01/"
                    + "oasis-200401-wss-wssecurity-utility-1.0.xsd}Timestamp";
    private static final Path FOLDER = folder();
    private static final KeyStore PARTNER = pair("partner");
    private static final KeyStore STRANGER = pair("stranger");
    private static final KeyStore HUBS = pair("hub");
    private static final ConsumersService SERVICE = new ConsumersService(FOLDER, ConsumersService.trusting(HUBS));

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .saying("departments/GS", "proof: username-token\n", "proof: signature\n")
            .saying("departments/GS", "login: {user: \"${GS.user}\", password: \"${GS.password}\"}\n", "")
            .saying("departments/GS", "proof: username-token,", "proof: signature, certificate: partner.pem,")
            .holding("departments/GS", "partner.pem", pem(PARTNER, "partner"))
            .reaching("liandong.signing.store", FOLDER.resolve("hub.p12").toString())
            .reaching("liandong.signing.password", PASSWORD)
            .reaching("liandong.alarms.every", "1")
            .reaching("GS.url", SERVICE.address());

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @Test
    void whatTheHubSignsAnotherStackTakesWithItsPhotographsWithin() {
        byte[] photo = photo(3, 40_000);
        String task = dispatched("signed-out", photo);

        Complaint complaint = SERVICE.about(task);
        assertThat(complaint.subject).isEqualTo("河边倾倒垃圾");
        assertThat(complaint.photo).singleElement().satisfies(one -> {
            assertThat(one.name).isEqualTo("t_1.jpg");
            assertThat(one.bytes()).isEqualTo(photo);
        });
        assertThat(SERVICE.beside()).containsOnly(false);
        HubUnderTest.until("delivered", () -> actions(task).contains("送达部门系统"));
    }

    @Test
    void whatThePartnerSignsIsTakenWithItsPhotographsAndNothingElseIs() throws Exception {
        String task = dispatched("signed-in", photo(4, 100));
        byte[] photo = photo(5, 70_000);

        assertThat(reports(new Signer(null, "", PARTNER, PASSWORD, "", true), task, "P-0", photo))
                .isEqualTo("SIGNATURE_MISSING");
        assertThat(reports(signer("stranger", STRANGER, BODY_AND_TIME), task, "P-0", photo))
                .isEqualTo("SIGNATURE_WRONG");
        assertThat(reports(
                        signer("partner", PARTNER, "{Element}{http://www.w3.org/2003/05/soap-envelope}Body"),
                        task,
                        "P-0",
                        photo))
                .isEqualTo("SIGNATURE_MISSING");
        HUB.clock().ahead(java.time.Duration.of(1, ChronoUnit.HOURS));
        assertThat(reports(signer("partner", PARTNER, BODY_AND_TIME), task, "P-0", photo))
                .isEqualTo("TIME_WINDOW");
        HUB.clock().ahead(java.time.Duration.of(-1, ChronoUnit.HOURS));
        assertThat(actions(task)).doesNotContain("签收");

        assertThat(reports(signer("partner", PARTNER, BODY_AND_TIME), task, "P-1", photo))
                .isEqualTo("OK");
        assertThat(actions(task)).contains("签收");
        Signer within = new Signer(SIGNED, "partner", PARTNER, PASSWORD, BODY_AND_TIME, false);
        assertThat(reports(within, task, "P-1", photo))
                .as("the same, otherwise packed")
                .isEqualTo("OK");
        assertThat(actions(task)).containsOnlyOnce("签收");
        try (InputStream kept =
                HUB.bean(org.liandong.ledger.Blobs.class).open(Sm3.hex(photo)).orElseThrow()) {
            assertThat(kept.readAllBytes()).isEqualTo(photo);
        }
    }

    @Test
    void theDepartmentSeesUntilWhenBothCertificatesHold() {
        String page = HUB.wire()
                .call(
                        "GET",
                        "/department/GS",
                        "text/html",
                        new byte[0],
                        HUB.wire().signedIn("GS", HUB.wire().secret("GS")))
                .body();
        assertThat(page).containsPattern("枢纽送给你们的</dt>.*证书签名,有效至").containsPattern("你们报来的 \\w+</dt>.*证书签名,有效至");
    }

    @Test
    void aSigningCertificateThatEndsSoonIsAnAlarm() {
        HubUnderTest.until(
                "two alarms",
                () -> HUB.ledger().read(view -> view.alarms().open()).stream()
                                .map(alarm -> alarm.words())
                                .filter(words -> words.contains("签名证书"))
                                .count()
                        == 2);
    }

    private static Signer signer(String name, KeyStore store, String parts) {
        return new Signer(SIGNED, name, store, PASSWORD, parts, true);
    }

    private static String reports(Signer signer, String task, String number, byte[] photo) {
        Progress progress = new Progress();
        progress.progressId = number;
        progress.externalId = task;
        progress.status = "ACCEPTED";
        progress.occurredAt = Times.text(HUB.clock().instant());
        progress.officer = "冯某";
        Shot shot = new Shot();
        shot.name = "受理单.jpg";
        shot.content = new DataHandler(new ByteArrayDataSource(photo, "image/jpeg"));
        progress.photo.add(shot);
        return ConsumersService.feedback(HUB.wire().address() + "/services/GS", signer, List.of())
                .reportProgress(progress)
                .code;
    }

    private static List<String> actions(String task) {
        return HUB.actions(task.substring(0, task.length() - 3));
    }

    /** A grid officer's report with one photograph, given to 工商. */
    private static String dispatched(String localId, byte[] photo) {
        String caseNo = Grid.takesWithPhoto(HUB, localId, photo);
        HUB.operate(caseNo, new Command.AcceptCase(HUB.file(caseNo).progress().unit()));
        HUB.operate(caseNo, HUB.dispatchTo(caseNo, "GS"));
        return HUB.file(caseNo).lead().orElseThrow().task().value();
    }

    private static byte[] photo(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("signed");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore pair(String name) {
        Path file = FOLDER.resolve(name + ".p12");
        try {
            Keytool.pair(file, PASSWORD, name, "RSA", "-keysize", "2048", "-validity", "30");
            KeyStore store = KeyStore.getInstance(Keytool.TYPE);
            try (InputStream in = Files.newInputStream(file)) {
                store.load(in, PASSWORD.toCharArray());
            }
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] pem(KeyStore store, String name) {
        try {
            String text = Base64.getMimeEncoder()
                    .encodeToString(store.getCertificate(name).getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
