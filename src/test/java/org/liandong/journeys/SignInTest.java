package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.liandong.operations.AccountRole.ADMIN;
import static org.liandong.operations.AccountRole.AUDITOR;
import static org.liandong.operations.AccountRole.CLERK;
import static org.liandong.operations.AccountRole.DEPARTMENT;
import static org.liandong.operations.AccountRole.GRID;
import static org.liandong.operations.AccountRole.SEAT;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.liandong.hub.FirstAccount;
import org.liandong.ledger.AuditView;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets in, who does not, and where each role may go: every page there is, for every role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest {
    @RegisterExtension
    static final HubUnderTest HUB = HubUnderTest.alone();

    private static final Set<AccountRole> ALL = EnumSet.allOf(AccountRole.class);
    private static final Set<AccountRole> SEE_CASES = Set.of(SEAT, CLERK, GRID, AUDITOR);

    private static final Set<AccountRole> SEE_ROUTES = Set.of(SEAT, CLERK, GRID, ADMIN, AUDITOR);

    private static final Set<AccountRole> SEE_TROUBLE = Set.of(CLERK, GRID, AUDITOR);

    /** Who may call what. What is served and does not stand here fails the test. */
    private static final Map<String, Set<AccountRole>> MAY = Map.ofEntries(
            Map.entry("GET /", ALL),
            Map.entry("GET /live", SEE_CASES),
            Map.entry("GET /search", SEE_CASES),
            Map.entry("GET /cases/{caseNo}", SEE_CASES),
            Map.entry("GET /routes", SEE_ROUTES),
            Map.entry("GET /routes/live", SEE_ROUTES),
            Map.entry("GET /routes/{name}", SEE_ROUTES),
            Map.entry("POST /routes/{name}/probe", Set.of(GRID, ADMIN)),
            Map.entry("POST /routes/{name}/pause", Set.of(GRID, ADMIN)),
            Map.entry("POST /routes/{name}/drain", Set.of(GRID, ADMIN)),
            Map.entry("POST /routes/{name}/resume", Set.of(GRID, ADMIN)),
            Map.entry("GET /changes", SEE_ROUTES),
            Map.entry("GET /canaries", SEE_ROUTES),
            Map.entry("GET /canaries/live", SEE_ROUTES),
            Map.entry("POST /canaries/send", Set.of(GRID, ADMIN)),
            Map.entry("GET /alarms", SEE_ROUTES),
            Map.entry("GET /alarms/live", SEE_ROUTES),
            Map.entry("POST /alarms/{id}/acknowledge", Set.of(GRID, ADMIN)),
            Map.entry("GET /trouble", SEE_TROUBLE),
            Map.entry("GET /trouble/letters", SEE_TROUBLE),
            Map.entry("GET /trouble/messages", SEE_TROUBLE),
            Map.entry("POST /trouble/preview", Set.of(CLERK, GRID)),
            Map.entry("POST /trouble/runs", Set.of(CLERK, GRID)),
            Map.entry("GET /trouble/runs/{id}", SEE_TROUBLE),
            Map.entry("GET /trouble/runs/{id}/live", SEE_TROUBLE),
            Map.entry("POST /trouble/runs/{id}/approve", Set.of(CLERK, GRID)),
            Map.entry("POST /trouble/runs/{id}/pause", Set.of(CLERK, GRID)),
            Map.entry("POST /trouble/runs/{id}/resume", Set.of(CLERK, GRID)),
            Map.entry("POST /trouble/runs/{id}/stop", Set.of(CLERK, GRID)),
            Map.entry("POST /cases/{caseNo}/act", Set.of(CLERK, GRID)),
            Map.entry("GET /cases/{caseNo}/message", Set.of(CLERK, GRID, AUDITOR)),
            Map.entry("POST /cases/{caseNo}/message", Set.of(CLERK, GRID)),
            Map.entry("GET /storage", Set.of(GRID, ADMIN, AUDITOR)),
            Map.entry("POST /storage/holds", Set.of(GRID)),
            Map.entry("POST /storage/holds/{caseNo}/lift", Set.of(GRID)),
            Map.entry("GET /connectors", Set.of(CLERK, GRID, ADMIN)),
            Map.entry("GET /codes", Set.of(CLERK, GRID, ADMIN)),
            Map.entry("GET /password", ALL),
            Map.entry("POST /password", ALL),
            Map.entry("GET /accounts", Set.of(ADMIN)),
            Map.entry("POST /accounts", Set.of(ADMIN)),
            Map.entry("POST /accounts/{name}/reset", Set.of(ADMIN)),
            Map.entry("POST /accounts/{name}/disable", Set.of(ADMIN)),
            Map.entry("POST /accounts/{name}/enable", Set.of(ADMIN)),
            Map.entry("GET /audit", Set.of(AUDITOR)),
            Map.entry("GET /department", Set.of(DEPARTMENT)),
            Map.entry("GET /department/{name}", Set.of(DEPARTMENT)),
            Map.entry("GET /department/{name}/reconciliation.csv", Set.of(DEPARTMENT)),
            Map.entry("POST /department/{name}/probe", Set.of(DEPARTMENT)),
            Map.entry("POST /department/{name}/letters/{id}/resend", Set.of(DEPARTMENT)),
            Map.entry("GET /inbox", Set.of(DEPARTMENT)),
            Map.entry("GET /inbox/{name}", Set.of(DEPARTMENT)),
            Map.entry("GET /inbox/{name}/tasks/{taskNo}", Set.of(DEPARTMENT)),
            Map.entry("POST /inbox/{name}/tasks/{taskNo}", Set.of(DEPARTMENT)),
            Map.entry("GET /inbox/{name}/tasks/{taskNo}/photos/{digest}", Set.of(DEPARTMENT)));

    private static final Set<String> ANYBODY =
            Set.of("GET /login", "GET /track", "GET /public/cases/{code}", "ANY /error");

    private final Map<AccountRole, Map<String, String>> sessions = new EnumMap<>(AccountRole.class);

    private String firstPassword = "";

    @BeforeAll
    void firstStart() {
        firstPassword = HUB.bean(FirstAccount.class).open().orElseThrow();
    }

    @Test
    void everyPageIsForThoseWhomItConcerns() {
        List<String> wrong = new ArrayList<>();
        for (String served : served()) {
            if (ANYBODY.contains(served) || served.contains(" /api/")) {
                continue;
            }
            Set<AccountRole> may = MAY.get(served);
            if (may == null) {
                wrong.add(served + " has no rule");
                continue;
            }
            for (AccountRole role : AccountRole.values()) {
                boolean refused = call(served, session(role)).status() == 403;
                if (refused == may.contains(role)) {
                    wrong.add(served + (refused ? " refuses " : " lets in ") + role);
                }
            }
            Answer stranger = call(served, Map.of());
            if (stranger.status() != 403 && !location(stranger).startsWith("/login")) {
                wrong.add(served + " lets in a stranger: " + stranger.status());
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void theInterfaceForProgramsIsForTheirAccountOnly() {
        for (String served : served()) {
            if (served.contains(" /api/")) {
                assertThat(call(served, Map.of()).status()).as(served).isEqualTo(401);
                for (AccountRole role : AccountRole.values()) {
                    assertThat(call(served, session(role)).status())
                            .as("%s as %s", served, role)
                            .isEqualTo(401);
                }
            }
        }
    }

    @Test
    void aDepartmentSeesNoOtherDepartment() {
        assertThat(get("/inbox/WH", session(DEPARTMENT)).status()).isEqualTo(403);
        assertThat(get("/inbox/nowhere", session(DEPARTMENT)).status()).isEqualTo(403);
        Map<String, String> machine = HUB.wire().signedIn("WH", HUB.secrets().of("WH"));
        assertThat(get("/inbox/WH", machine).status()).isEqualTo(200);
        assertThat(get("/inbox/SF", machine).status()).isEqualTo(403);
    }

    @Test
    void thePasswordOfTheFirstStartIsGoodForNothingButChoosingAnother() {
        String once = firstPassword;
        assertThat(HUB.bean(FirstAccount.class).open()).as("told once").isEmpty();
        Map<String, String> first = HUB.wire().signedIn(FirstAccount.NAME, once);
        assertThat(location(get("/accounts", first))).isEqualTo("/password");
        assertThat(location(get("/", first))).isEqualTo("/password");

        assertThat(change(first, once, "admin").body()).contains("10到128");
        assertThat(change(first, once, "1admin23456").body()).contains("太容易猜");
        assertThat(change(first, "wrong-wrong-1", "a good one indeed").body()).contains("现在的口令不对");
        assertThat(location(change(first, once, "a good one indeed"))).isEqualTo("/login?why=changed");
        assertThat(get("/login?why=changed", first).body()).contains("口令已改");

        assertThat(HUB.wire().signedIn(FirstAccount.NAME, once))
                .satisfies(
                        former -> assertThat(location(get("/accounts", former))).startsWith("/login"));
        assertThat(get("/accounts", HUB.wire().signedIn(FirstAccount.NAME, "a good one indeed"))
                        .body())
                .contains("系统管理员", "admin");
    }

    @Test
    void whoGuessesIsLockedOutWhetherThereIsSuchAnAccountOrNot() {
        Map<String, String> session = opened("guessed", SEAT, "");
        assertThat(get("/live", session).status()).isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(why("guessed", "guess " + i)).isEqualTo("wrong");
            assertThat(why("nobody", "guess " + i)).isEqualTo("wrong");
        }
        assertThat(why("guessed", chosen("guessed"))).isEqualTo("locked");
        assertThat(why("nobody", "guess")).isEqualTo("locked");
        // who is in already stays in
        assertThat(get("/live", session).status()).isEqualTo(200);
        assertThat(decisions("account/guessed")).contains("ACCOUNT_LOCKED");

        HUB.clock().ahead(java.time.Duration.ofMinutes(16));
        assertThat(why("guessed", chosen("guessed"))).isEmpty();
    }

    @Test
    void whoHasASecretMadeByAMachineIsLockedOutByNobody() {
        for (int i = 0; i < 6; i++) {
            assertThat(why("HB", "guess " + i)).isEqualTo("wrong");
            assertThat(why("operator", "guess " + i)).isEqualTo("wrong");
        }
        assertThat(why("HB", HUB.secrets().of("HB"))).isEmpty();
        assertThat(HUB.wire().operator("GET", "/api/summary", "").status()).isEqualTo(200);
        assertThat(decisions("account/operator")).isEmpty();
    }

    @Test
    void theNameOfAProgramIsNoPersons() {
        Map<String, String> admin = session(ADMIN);
        assertThat(post("/accounts", "name=operator&display=x&role=SEAT&department=&_csrf=" + token(admin), admin)
                        .body())
                .contains("operator是程序或部门的账号");
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() {
        Map<String, String> admin = session(ADMIN);
        String form = "name=forged&display=x&role=ADMIN&department=";
        assertThat(post("/accounts", form, admin).status()).isEqualTo(403);
        assertThat(post("/logout", "", admin).status()).isEqualTo(403);
        assertThat(get("/accounts", admin).body()).doesNotContain("forged");
    }

    @Test
    void theOldestOfTooManySessionsEnds() {
        Map<String, String> first = opened("everywhere", SEAT, "");
        for (int i = 0; i < 3; i++) {
            assertThat(get("/live", HUB.wire().signedIn("everywhere", chosen("everywhere")))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(location(get("/live", first))).startsWith("/login");
    }

    @Test
    void aDisabledAccountIsShutAndItsNameIsNobodyElses() {
        Map<String, String> admin = session(ADMIN);
        opened("leaving", SEAT, "");
        assertThat(location(post("/accounts/leaving/disable", "_csrf=" + token(admin), admin)))
                .endsWith("/accounts");
        assertThat(why("leaving", chosen("leaving"))).isEqualTo("wrong");
        assertThat(post("/accounts", "name=leaving&display=x&role=SEAT&department=&_csrf=" + token(admin), admin)
                        .body())
                .contains("已有账号leaving");
        assertThat(decisions("account/leaving")).contains("ACCOUNT_OPENED", "PASSWORD_CHANGED", "ACCOUNT_DISABLED");
        assertThat(get("/audit", session(AUDITOR)).body()).contains("ACCOUNT_DISABLED", "account/leaving");
    }

    @Test
    void aPageThatKeepsItselfUpToDateLeavesForTheSignIn() {
        Answer answer = get("/live", Map.of("HX-Request", "true"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("hx-redirect")).containsExactly("/login?why=ended");
    }

    private static List<String> served() {
        List<String> served = new ArrayList<>();
        HUB.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> {
                    for (String pattern : patterns(mapping)) {
                        if (mapping.getMethodsCondition().getMethods().isEmpty()) {
                            served.add("ANY " + pattern);
                        }
                        mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> served.add(method + " " + pattern));
                    }
                });
        assertThat(served).hasSizeGreaterThan(25);
        return served;
    }

    private static Set<String> patterns(RequestMappingInfo mapping) {
        return mapping.getPatternValues();
    }

    private static Answer call(String served, Map<String, String> session) {
        String method = served.substring(0, served.indexOf(' '));
        String path = served.substring(served.indexOf(' ') + 1)
                .replaceFirst("/(inbox|department)/\\{[^}]*}", "/$1/SF")
                .replace("{id}", "99")
                .replaceAll("\\{[^}]*}", "nobody");
        boolean reads = method.equals("GET") || session.isEmpty();
        return reads && method.equals("GET")
                ? get(path, session)
                : HUB.wire()
                        .call(
                                method,
                                path,
                                "application/x-www-form-urlencoded",
                                ("_csrf=" + (session.isEmpty() ? "" : token(session))).getBytes(StandardCharsets.UTF_8),
                                session);
    }

    private static Answer get(String path, Map<String, String> session) {
        return HUB.wire().call("GET", path, "text/html", new byte[0], session);
    }

    private static Answer post(String path, String form, Map<String, String> session) {
        return HUB.wire()
                .call(
                        "POST",
                        path,
                        "application/x-www-form-urlencoded",
                        form.getBytes(StandardCharsets.UTF_8),
                        session);
    }

    private static String token(Map<String, String> session) {
        return URLEncoder.encode(Wire.token(get("/password", session)), StandardCharsets.UTF_8);
    }

    private static Answer change(Map<String, String> session, String former, String fresh) {
        String form = "former=%s&chosen=%s&again=%s&_csrf=%s"
                .formatted(
                        URLEncoder.encode(former, StandardCharsets.UTF_8),
                        URLEncoder.encode(fresh, StandardCharsets.UTF_8),
                        URLEncoder.encode(fresh, StandardCharsets.UTF_8),
                        token(session));
        return post("/password", form, session);
    }

    private Map<String, String> session(AccountRole role) {
        return sessions.computeIfAbsent(
                role,
                any -> opened(
                        "test." + any.name().toLowerCase(java.util.Locale.ROOT), any, any == DEPARTMENT ? "SF" : ""));
    }

    /** A new account, its password changed as it must be, signed in. */
    private static Map<String, String> opened(String name, AccountRole role, String department) {
        String once = HUB.bean(AccountDesk.class).open(new AccountDesk.Wanted(name, name, role, department), "test");
        Map<String, String> fresh = HUB.wire().signedIn(name, once);
        assertThat(location(change(fresh, once, chosen(name)))).isEqualTo("/login?why=changed");
        return HUB.wire().signedIn(name, chosen(name));
    }

    private static String chosen(String name) {
        return "Kept by " + new StringBuilder(name).reverse() + " 7%";
    }

    /** Why the sign-in was refused; empty if it was not. */
    private static String why(String name, String password) {
        Answer page = get("/login", Map.of());
        Map<String, String> cookie = new HashMap<>();
        cookie.put(
                "Cookie",
                Objects.requireNonNull(page.headers().get("set-cookie")).get(0).replaceFirst(";.*", ""));
        String form = "username=%s&password=%s&_csrf=%s"
                .formatted(
                        name,
                        URLEncoder.encode(password, StandardCharsets.UTF_8),
                        URLEncoder.encode(Wire.token(page), StandardCharsets.UTF_8));
        Answer answer = post("/login", form, cookie);
        String to = location(answer);
        assertThat(answer.status()).as(answer.body()).isEqualTo(302);
        return to.contains("why=") ? to.replaceFirst(".*why=", "") : "";
    }

    private static String location(Answer answer) {
        List<String> to = answer.headers().get("location");
        return to == null ? "" : to.get(0).replaceFirst("^http://[^/]+", "");
    }

    private static List<String> decisions(String subject) {
        return HUB.ledger().read(view -> view.audit().about(subject)).stream()
                .map(AuditView.Decided::action)
                .toList();
    }
}
