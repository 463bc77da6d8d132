package org.liandong.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.liandong.simulator.Secrets;

/** Somebody of the grid office at the pages of a hub. */
final class Visitor {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final int VISITS = 15;

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final URI hub;

    private Visitor(URI hub) {
        this.hub = hub;
    }

    static Visitor signedIn(HubSite site) throws IOException, InterruptedException {
        Visitor visitor = new Visitor(URI.create("http://127.0.0.1:" + site.port()));
        Secrets.Operator operator = Objects.requireNonNull(site.secrets().operator());
        Matcher token = TOKEN.matcher(visitor.page("/login"));
        String form = "username=%s&password=%s&_csrf=%s"
                .formatted(
                        operator.user(),
                        URLEncoder.encode(operator.password(), StandardCharsets.UTF_8),
                        token.find() ? URLEncoder.encode(token.group(1), StandardCharsets.UTF_8) : "");
        visitor.browser.send(
                visitor.request("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
        return visitor;
    }

    /** How long the page takes, until its last byte is here; the first visits count, and the median of all is told. */
    double millis(String path, String mustSay) throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < VISITS; i++) {
            long begin = System.nanoTime();
            String page = page(path);
            millis.add((System.nanoTime() - begin) / 1e6);
            if (!page.contains(mustSay)) {
                throw new IOException("%s没有写着%s: %.200s".formatted(path, mustSay, page));
            }
        }
        return Figures.median(millis);
    }

    private String page(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(hub.resolve(path));
    }
}
