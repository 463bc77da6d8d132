package org.liandong.bench;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.liandong.bench.Orders.Kind;
import org.liandong.simulator.FreePorts;

/**
 * The hub, the desks it delivers to and, unless it is alone, the programs it is compared with. All run at once; one at a time
 * has work.
 */
final class Stretch implements AutoCloseable {
    private static final double WARM = 0.05;

    private static final int SENDERS = 32;
    private static final int CONSUMERS = 16;

    private final HubSite site;
    private final Orders orders;
    private final Program hub;
    private @Nullable Program store;
    private @Nullable Program plain;
    private final int storePort = FreePorts.next();
    private final int plainPort = FreePorts.next();
    private final int plainDeskPort = FreePorts.next();
    private final Window window = new Window();
    private final Bureau bureau;
    private final HotlineDesk hotline;
    private final Desk bureauDesk;
    private final Desk hotlineDesk;
    private final Desk plainDesk;
    private final LongAdder plainTasks = new LongAdder();

    private Stretch(Path project, Path folder, long seed, List<String> hubOptions, Figures figures)
            throws IOException, InterruptedException {
        int bureauPort = FreePorts.next();
        int hotlinePort = FreePorts.next();
        site = HubSite.open(project, folder, bureauPort, hotlinePort);
        orders = new Orders(project, site.secrets().of("NJ12345"), seed);
        bureau = new Bureau(site.secrets().of("HB"), window, site.port());
        hotline = new HotlineDesk(orders, window, site.port());
        bureauDesk = new Desk(bureauPort, bureau::answer);
        hotlineDesk = new Desk(hotlinePort, hotline::answer);
        plainDesk = new Desk(plainDeskPort, (path, body) -> plainTask());
        long begin = System.nanoTime();
        hub = site.start(hubOptions);
        hub.await(site::isReady);
        try (Line line = new Line(site.port())) {
            Bench.taken(line.call(orders.next(Kind.TO_STREET)));
        }
        figures.value("start-to-first-case-ms", (System.nanoTime() - begin) / 1e6);
    }

    /** The hub and its desks. */
    static Stretch alone(Path project, Path folder, long seed, List<String> hubOptions, Figures figures)
            throws IOException, InterruptedException {
        return new Stretch(project, Files.createDirectories(folder), seed, hubOptions, figures);
    }

    /** The hub and its desks, and beside it the programs that it is compared with. */
    static Stretch compared(Path project, Path folder, long seed, List<String> hubOptions, Figures figures)
            throws IOException, InterruptedException {
        Stretch stretch = new Stretch(project, folder, seed, hubOptions, figures);
        stretch.startPeers(folder);
        return stretch;
    }

    private void startPeers(Path folder) throws IOException, InterruptedException {
        store = Program.peer(
                RawStore.class,
                folder,
                Integer.toString(storePort),
                folder.resolve("raw.db").toString());
        plain = Program.peer(
                PlainCamel.class,
                folder,
                Integer.toString(plainPort),
                Files.createDirectories(folder.resolve("plain")).toString(),
                "http://127.0.0.1:%d/tasks".formatted(plainDeskPort),
                Integer.toString(CONSUMERS));
        store.await(() -> answers(storePort));
        plain.await(() -> answers(plainPort));
    }

    /** They take nothing but POST, and say so. */
    static boolean answers(int port) {
        try (Line line = new Line(port)) {
            byte[] ask = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
            return line.call(ask).status() == HttpServletResponse.SC_METHOD_NOT_ALLOWED;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String plainTask() {
        plainTasks.increment();
        window.bothEndsReached();
        return "{\"code\":0,\"msg\":\"ok\"}";
    }

    /**
     * Brings the compilers of the hub to work; it has more to compile than the others. With patience it goes on until they take
     * less than a twentieth of its processor time.
     */
    void warm(Duration time, Duration patience, Figures figures) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        double compiling;
        do {
            Duration all = hub.cpu();
            Duration compilers = hub.compilerCpu();
            toBureau(time);
            compiling = (double) hub.compilerCpu().minus(compilers).toNanos()
                    / hub.cpu().minus(all).toNanos();
            figures.say("预热%d秒, 编译器占枢纽处理器时间的%.0f%%"
                    .formatted((System.nanoTime() - begin) / 1_000_000_000, compiling * 100));
        } while (compiling > WARM && System.nanoTime() - begin < patience.toNanos());
    }

    /** The same for the programs that it is compared with. */
    void warmPeers(Duration time) throws IOException, InterruptedException {
        toStore(8).run(time.dividedBy(4));
        throughPlainCamel(time);
    }

    Load toHub(Kind kind, int connections) {
        return new Load(site.port(), connections, () -> orders.next(kind), Bench::taken, null);
    }

    Load toStore(int connections) {
        return sameTo(storePort, connections);
    }

    /** One and the same order again and again, for a program that does not look at it. */
    Load sameTo(int port, int connections) {
        byte[] same = orders.next(Kind.TO_STREET);
        return new Load(port, connections, () -> same, Bench::taken, null);
    }

    /** @return tasks a second at the bureau; the hotline is told as well before the case makes room for another */
    double toBureau(Duration time) throws IOException, InterruptedException {
        return through(site.port(), time, bureau::tasks);
    }

    /** @return tasks a second at the desk of the plain program */
    double throughPlainCamel(Duration time) throws IOException, InterruptedException {
        return through(plainPort, time, plainTasks::sum);
    }

    /** Cases go all the way: push, department, signed, done, told, visited, closed, told. Returns when the last has. */
    void wholeLoop(Duration time) throws IOException, InterruptedException {
        bureau.works(true);
        hotline.rings(true);
        through(site.port(), time, hotline::closed);
        bureau.works(false);
        hotline.rings(false);
    }

    /** So many tasks for a department whose system is away. */
    void toCityManagement(int count) throws IOException {
        try (Line line = new Line(site.port())) {
            for (int i = 0; i < count; i++) {
                Bench.taken(line.call(orders.next(Kind.TO_CITY_MANAGEMENT)));
            }
        }
    }

    /**
     * @param arrived tasks so far at the far end
     * @return tasks a second there
     */
    double through(int port, Duration time, LongSupplier arrived) throws IOException, InterruptedException {
        byte[] same = orders.next(Kind.TO_BUREAU);
        Load load = new Load(
                port, SENDERS, () -> port == site.port() ? orders.next(Kind.TO_BUREAU) : same, Bench::taken, window);
        double[] rate = new double[1];
        Thread watch = new Thread(() -> rate[0] = arriving(time, arrived));
        watch.start();
        load.run(time);
        watch.join();
        window.awaitEmpty();
        return rate[0];
    }

    /** The first tenth of the time is left out. */
    private static double arriving(Duration time, LongSupplier arrived) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos() / 10);
            long before = arrived.getAsLong();
            long start = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(time.toNanos() * 9 / 10);
            return (arrived.getAsLong() - before) * 1e9 / (System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** From now on the hotline hears nothing: its letters wait in their queue, and the hub only takes in. */
    void hotlineRests() throws IOException {
        hotlineDesk.close();
    }

    Orders orders() {
        return orders;
    }

    HubSite site() {
        return site;
    }

    Program hub() {
        return hub;
    }

    List<Program> programs() {
        return Stream.of(hub, store, plain).filter(Objects::nonNull).toList();
    }

    Program plain() {
        return Objects.requireNonNull(plain, "the hub is alone");
    }

    long plainTasks() {
        return plainTasks.sum();
    }

    Bureau bureau() {
        return bureau;
    }

    HotlineDesk hotline() {
        return hotline;
    }

    Window window() {
        return window;
    }

    @Override
    public void close() throws IOException {
        programs().forEach(Program::close);
        bureauDesk.close();
        hotlineDesk.close();
        plainDesk.close();
    }
}
