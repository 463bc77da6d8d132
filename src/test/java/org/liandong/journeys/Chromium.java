package org.liandong.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.liandong.english.ReadPage;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Somebody at a real browser. Where there is none the test says so and is left out. Every page that is looked at is held to the
 * same: no serious fault of accessibility at a desk or on a telephone, nothing that sticks out sideways, nothing from elsewhere.
 */
final class Chromium implements AutoCloseable {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Dimension DESK = new Dimension(1440, 1000);
    private static final Dimension TELEPHONE = new Dimension(390, 844);
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    /** What citizens and officers say in the tests: nobody puts it into English. */
    private static final List<String> OWN_WORDS = List.of("宏运大道", "陈*", "对方今晚升级");

    private static final Path PICTURES = Path.of(System.getProperty("pictures", "target/pictures"));

    private final ChromeDriver driver;
    private final String hub;

    private Chromium(ChromeDriver driver, String hub) {
        this.driver = driver;
        this.hub = hub;
    }

    static Chromium at(HubUnderTest hub) {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "no browser here: apt-get install chromium chromium-driver fonts-noto-cjk");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(BROWSER.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--lang=zh-CN",
                "--no-proxy-server");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .withLogOutput(java.io.OutputStream.nullOutputStream())
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().timeouts().implicitlyWait(Duration.ofSeconds(10));
        driver.manage().window().setSize(DESK);
        return new Chromium(driver, hub.wire().address());
    }

    void open(String path) {
        driver.get(hub + path);
    }

    /** Signs in by the keyboard alone. */
    void signIn(String account, String password) {
        open("/login");
        driver.findElement(By.name("username")).sendKeys(account + Keys.TAB);
        driver.switchTo().activeElement().sendKeys(password + Keys.ENTER);
        HubUnderTest.until("signed in", () -> !path().equals("/login"));
    }

    /** What is typed goes to the element that has the focus. */
    void type(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    WebElement element(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    void follow(String words) {
        click(By.xpath("//a[starts-with(normalize-space(), '%s')]".formatted(words)));
    }

    void press(String button) {
        click(By.xpath("//main//button[normalize-space()='%s']".formatted(button)));
    }

    private void click(By what) {
        HubUnderTest.until("clicked " + what, () -> {
            try {
                driver.findElement(what).click();
                return true;
            } catch (org.openqa.selenium.StaleElementReferenceException e) {
                // it was just renewing itself
                return false;
            }
        });
    }

    void choose(String words) {
        driver.findElement(By.xpath("//label[contains(., '%s')]//input".formatted(words)))
                .click();
    }

    /** Waits until the page says so. */
    void sees(String words) {
        HubUnderTest.until("the page says " + words, () -> says(words));
    }

    /** Whether the first such element says just that, now. */
    boolean shows(String css, String words) {
        try {
            return element(css).getText().equals(words);
        } catch (org.openqa.selenium.StaleElementReferenceException e) {
            // it was just renewing itself
            return false;
        }
    }

    private boolean says(String words) {
        try {
            return driver.findElement(By.tagName("body")).getText().contains(words);
        } catch (org.openqa.selenium.StaleElementReferenceException e) {
            // it was just renewing itself
            return false;
        }
    }

    void onATelephone() {
        driver.manage().window().setSize(TELEPHONE);
    }

    /** How many points of a picture have just the colour of this name. */
    long drawn(String canvas, String colour) {
        return number("(function (c, name) { var x = document.createElement('canvas').getContext('2d');"
                + " x.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim(); x.fillRect(0, 0, 1, 1);"
                + " var w = x.getImageData(0, 0, 1, 1).data, d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data, n = 0;"
                + " for (var i = 0; i < d.length; i += 4) { n += d[i] === w[0] && d[i + 1] === w[1] && d[i + 2] === w[2] && d[i + 3] === 255 ? 1 : 0; }"
                + " return n; }(document.querySelector('" + canvas + "'), '" + colour + "'))");
    }

    /** Whether anything is drawn in the lowest part of a picture, from this share of its height on. */
    boolean drawnBelow(String canvas, double share) {
        return number("(function (c) { var y = Math.floor(c.height * " + share + ");"
                        + " return c.getContext('2d').getImageData(0, y, c.width, c.height - y).data.reduce(function (n, v) { return n + v; }, 0); }(document.querySelector('"
                        + canvas + "')))")
                > 0;
    }

    String path() {
        return String.valueOf(driver.getCurrentUrl())
                .replaceFirst("^https?://[^/]+", "")
                .replaceFirst("\\?.*", "");
    }

    /** Holds the page to what every page is held to, and takes its picture. */
    void check(String name) throws IOException {
        for (Dimension size : List.of(TELEPHONE, DESK)) {
            driver.manage().window().setSize(size);
            String at = name + "-" + size.getWidth();
            picture(at);
            assertThat(number("document.documentElement.scrollWidth"))
                    .as("%s sticks out sideways", at)
                    .isLessThanOrEqualTo(number("window.innerWidth"));
            List<String> faults = new AxeBuilder()
                    .analyze(driver).getViolations().stream()
                            .filter(rule -> GRAVE.contains(String.valueOf(rule.getImpact())))
                            .map(Chromium::words)
                            .toList();
            assertThat(faults).as("accessibility of " + at).isEmpty();
        }
        assertThat(chineseInEnglish())
                .as("%s in English", name)
                .allMatch(text -> OWN_WORDS.stream().anyMatch(text::contains));
        assertThat(loaded()).as("%s loads from elsewhere", name).allMatch(address -> address.startsWith(hub));
    }

    /** The same page, asked for in English beside the browser, which stays Chinese. */
    private Set<String> chineseInEnglish() throws IOException {
        StringBuilder cookies = new StringBuilder("lang=en");
        driver.manage()
                .getCookies()
                .forEach(cookie -> cookies.append("; ")
                        .append(cookie.getName())
                        .append('=')
                        .append(cookie.getValue()));
        HttpURLConnection page = (HttpURLConnection)
                URI.create(String.valueOf(driver.getCurrentUrl())).toURL().openConnection(Proxy.NO_PROXY);
        page.setRequestProperty("Cookie", cookies.toString());
        page.setRequestProperty("Accept", "text/html");
        // an answer to a form cannot be asked for again
        if (page.getResponseCode() != 200) {
            return Set.of();
        }
        try (InputStream html = page.getInputStream()) {
            return ReadPage.chineseIn(new String(html.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static String words(Rule rule) {
        return rule.getId() + " " + rule.getNodes().get(0).getHtml();
    }

    private long number(String script) {
        return ((Number) driver.executeScript("return " + script)).longValue();
    }

    private List<String> loaded() {
        return ((List<?>) driver.executeScript(
                        "return performance.getEntries().filter(e => e.name.includes('://')).map(e => e.name)"))
                .stream().map(String::valueOf).toList();
    }

    private void picture(String name) throws IOException {
        Files.createDirectories(PICTURES);
        File taken = driver.getScreenshotAs(OutputType.FILE);
        Files.move(taken.toPath(), PICTURES.resolve(name + ".png"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
