package org.liandong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.liandong.bench.Orders.Kind;
import org.liandong.simulator.FreePorts;

/** The hub, the programs it is compared with, and the desks both deliver to. All run at once; one at a time has work. */
final class Stretch implements AutoCloseable {
    /** Cases that may be under way between sender and department. */
    static final int UNDER_WAY = 256;

    private static final int CONSUMERS = 16;

    private final HubSite site;
    private final Orders orders;
    private final Program hub;
    private final Program store;
    private final Program plain;
    private final int storePort;
    private final int plainPort;
    private final Desk bureau;
    private final Desk hotline;
    private final LongAdder tasks = new LongAdder();
    private final Semaphore underWay = new Semaphore(UNDER_WAY);
    private final AtomicLong taskNo = new AtomicLong();

    private Stretch(Path project, Path folder, long seed, List<String> hubOptions, Figures figures)
            throws IOException, InterruptedException {
        int bureauPort = FreePorts.next();
        int hotlinePort = FreePorts.next();
        storePort = FreePorts.next();
        plainPort = FreePorts.next();
        bureau = new Desk(bureauPort, (path, body) -> task());
        hotline = new Desk(hotlinePort, (path, body) -> "{\"code\":\"0\"}");
        site = HubSite.open(project, folder, bureauPort, hotlinePort);
        orders = new Orders(site.secrets().of("NJ12345"), seed);
        long begin = System.nanoTime();
        hub = site.start(hubOptions);
        hub.await(site::isReady);
        try (Line line = new Line(site.port())) {
            Bench.taken(line.call(orders.next(Kind.TO_STREET)));
        }
        figures.value("start-to-first-case-ms", (System.nanoTime() - begin) / 1e6);
        store = Program.peer(
                RawStore.class,
                folder,
                Integer.toString(storePort),
                folder.resolve("raw.db").toString());
        Path plainFolder = Files.createDirectories(folder.resolve("plain"));
        plain = Program.peer(
                PlainCamel.class,
                folder,
                Integer.toString(plainPort),
                plainFolder.toString(),
                "http://127.0.0.1:%d/tasks".formatted(bureauPort),
                Integer.toString(CONSUMERS));
        store.await(() -> answers(storePort));
        plain.await(() -> answers(plainPort));
    }

    static Stretch open(Path project, Path folder, long seed, List<String> hubOptions, Figures figures)
            throws IOException, InterruptedException {
        return new Stretch(project, folder, seed, hubOptions, figures);
    }

    private static boolean answers(int port) {
        try (Line line = new Line(port)) {
            return line.call(Line.post("/", "", "{}".getBytes(StandardCharsets.UTF_8)))
                            .status()
                    == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String task() {
        tasks.increment();
        underWay.release();
        return "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deptTaskNo\":\"HBXF-%d\"}}".formatted(taskNo.incrementAndGet());
    }

    /** Brings the compilers of all three to work, each for so long. */
    void warm(Duration time) throws IOException, InterruptedException {
        wholeWay(site.port(), Kind.TO_BUREAU, time);
        toStore(8).run(time.dividedBy(4));
        wholeWay(plainPort, Kind.TO_BUREAU, time.dividedBy(2));
    }

    Load toHub(Kind kind, int connections, @Nullable Semaphore window) {
        return new Load(site.port(), connections, () -> orders.next(kind), Bench::taken, window);
    }

    Load toStore(int connections) {
        byte[] same = orders.next(Kind.TO_STREET);
        return new Load(storePort, connections, () -> same, Bench::taken, null);
    }

    /**
     * Pushes for so long and waits until everything has arrived.
     *
     * @return tasks that arrived a second, the first tenth of the time left out
     */
    double wholeWay(int port, Kind kind, Duration time) throws IOException, InterruptedException {
        byte[] same = orders.next(kind);
        Load load =
                new Load(port, 32, port == plainPort ? () -> same : () -> orders.next(kind), Bench::taken, underWay);
        double[] rate = new double[1];
        Thread watch = new Thread(() -> rate[0] = arriving(time));
        watch.start();
        load.run(time);
        watch.join();
        if (!underWay.tryAcquire(UNDER_WAY, 60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("一分钟后仍有%d件没有送到".formatted(UNDER_WAY - underWay.availablePermits()));
        }
        underWay.release(UNDER_WAY);
        return rate[0];
    }

    private double arriving(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos() / 10);
            long before = tasks.sum();
            long start = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep(time.toNanos() * 9 / 10);
            return (tasks.sum() - before) * 1e9 / (System.nanoTime() - start);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    /** From now on the hotline hears nothing: its letters wait in their queue, and the hub only takes in. */
    void hotlineRests() throws IOException {
        hotline.close();
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

    int plainPort() {
        return plainPort;
    }

    @Override
    public void close() throws IOException {
        hub.close();
        plain.close();
        store.close();
        bureau.close();
        hotline.close();
    }
}
