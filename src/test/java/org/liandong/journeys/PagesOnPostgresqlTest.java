package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.operations.AccountRole;
import org.liandong.retention.Retention;

/** The pages ask the ledger in their own words: each of them on the database of production, too, with something to show. */
class PagesOnPostgresqlTest {
    private static final EmbeddedPostgres SERVER = started();

    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone()
            .reaching("liandong.database.url", SERVER.getJdbcUrl("postgres", "postgres"))
            .reaching("liandong.retention.messages", "1")
            .reaching("liandong.retention.persons", "1")
            .reaching("liandong.alarms.every", "1");

    private final Hotline hotline = new Hotline(HUB);

    private static EmbeddedPostgres started() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            // after the hub, which looks at its ledger once more when it ends
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("PostgreSQL did not start", e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void everyPageOpensAndSaysWhatThereIs() {
        Map<String, String> grid = People.signedIn(HUB, "grid", AccountRole.GRID);
        Map<String, String> admin = People.signedIn(HUB, "root", AccountRole.ADMIN);
        Map<String, String> auditor = People.signedIn(HUB, "auditor", AccountRole.AUDITOR);
        String caseNo = hotline.takes(Hotline.fumesOrder("NJ-PG"));
        String task = EnvironmentBureau.leads(HUB, caseNo);
        HubUnderTest.until("an attempt", () -> !HUB.attempts(task).isEmpty());
        HUB.ledger()
                .write(entry -> {
                    entry.deliveries().bury(HUB.dispatchOf(task).id(), "重试已超过PT24H仍未成功");
                    return true;
                })
                .join();
        HubUnderTest.until("an alarm", () -> page("/alarms", grid).contains("条送不到"));
        HUB.bean(Retention.class).run();
        People.post(HUB, "/storage/holds", "caseNo=" + caseNo + "&reason=x", grid);
        People.post(HUB, "/routes/HB/drain", "reason=x", grid);

        assertThat(page("/", grid)).contains(caseNo);
        assertThat(page("/routes", grid)).contains("已排空,新的先等着(grid: x)");
        assertThat(page("/routes/HB", grid)).contains("恢复投递");
        assertThat(page("/trouble", grid)).contains("重试已超过PT24H仍未成功");
        assertThat(page("/trouble/letters?of=dept.HB&state=DEAD&cause=" + People.encoded("重试已超过PT#H仍未成功"), grid))
                .contains(caseNo);
        assertThat(page("/storage", grid)).contains(caseNo, "清除过的");
        assertThat(page("/search?q=" + People.encoded("油烟直排"), grid)).contains(caseNo);
        assertThat(page("/search?q=19900000001", grid)).contains(caseNo);
        assertThat(page("/search?state=DISPATCHED&unit=HB&from=2020-01-01", grid))
                .contains(caseNo);
        assertThat(page(
                        "/cases/" + caseNo + "/message?id=outbox/"
                                + HUB.dispatchOf(task).id(),
                        grid))
                .contains("发出的报文");
        assertThat(page("/audit", auditor)).contains("ROUTE_DRAINED", "PHONE_SEARCHED", "MESSAGE_READ");
        assertThat(page("/accounts", admin)).contains("grid");
        assertThat(HUB.wire().operator("GET", "/actuator/prometheus", "").body())
                .contains("liandong_route_stuck");

        String preview = People.post(
                        HUB,
                        "/trouble/preview",
                        "of=dept.HB&state=DEAD&cause=%s&verb=SKIP&reason=x&pace=600&which=all"
                                .formatted(People.encoded("重试已超过PT#H仍未成功")),
                        grid)
                .body();
        assertThat(preview).contains("1条: 派遣1条");
        People.post(
                HUB,
                "/trouble/runs",
                "verb=SKIP&title=x&reason=x&pace=600&item="
                        + HUB.dispatchOf(task).id(),
                grid);
        HubUnderTest.until("it is done", () -> page("/trouble/runs/1", grid).contains("已做完"));
        List<String> troubles = new ArrayList<>(HUB.logged());
        troubles.removeIf(line -> !line.contains("LedgerFailure") && !line.contains("看不了有没有要告警的"));
        assertThat(troubles).isEmpty();
    }

    private static String page(String path, Map<String, String> who) {
        Answer answer = People.get(HUB, path, who);
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.body();
    }
}
