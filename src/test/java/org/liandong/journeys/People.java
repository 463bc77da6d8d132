package org.liandong.journeys;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;

/** People at the pages. */
final class People {
    static final String CHOSEN = "Watching 45 routes";

    private People() {}

    /** A new account that has chosen its password and signed in. */
    static Map<String, String> signedIn(HubUnderTest hub, String name, AccountRole role) {
        String once = hub.bean(AccountDesk.class).open(new AccountDesk.Wanted(name, name, role, ""), "test");
        String form = "former=%s&chosen=%s&again=%s".formatted(encoded(once), encoded(CHOSEN), encoded(CHOSEN));
        post(hub, "/password", form, hub.wire().signedIn(name, once));
        return hub.wire().signedIn(name, CHOSEN);
    }

    static Answer get(HubUnderTest hub, String path, Map<String, String> session) {
        return hub.wire().call("GET", path, "text/html", new byte[0], session);
    }

    /** Sends a form from a page of the hub. */
    static Answer post(HubUnderTest hub, String path, String form, Map<String, String> session) {
        String whole = form + "&_csrf=" + encoded(Wire.token(get(hub, "/password", session)));
        return hub.wire()
                .call(
                        "POST",
                        path,
                        "application/x-www-form-urlencoded",
                        whole.getBytes(StandardCharsets.UTF_8),
                        session);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
