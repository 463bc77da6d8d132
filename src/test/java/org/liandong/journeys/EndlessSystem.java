package org.liandong.journeys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A system that begins an answer to whatever it is told and does not end it. */
final class EndlessSystem implements AutoCloseable {
    private static final int PAUSE_MILLIS = 200;
    private static final byte[] CHUNK =
            ("100000\r\n" + "x".repeat(0x100000) + "\r\n").getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong most = new AtomicLong();
    private volatile Manner manner = Manner.DRIP;

    /** How it does not come to an end. */
    enum Manner {
        /** A byte now and then. */
        DRIP,
        /** A header now and then. */
        DRIPPING_HEADERS,
        /** As much as the line takes. */
        FLOOD
    }

    private EndlessSystem(ServerSocket server) {
        this.server = server;
        threads.execute(this::serve);
    }

    static EndlessSystem open() {
        try {
            return new EndlessSystem(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    void answer(Manner how) {
        manner = how;
        most.set(0);
    }

    /** Bytes of the longest answer that somebody listened to. */
    long mostSaid() {
        return most.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                threads.execute(() -> say(caller));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void say(Socket caller) {
        long said = 0;
        try (caller) {
            heard(caller.getInputStream());
            OutputStream out = caller.getOutputStream();
            String type = "HTTP/1.1 200 OK\r\nContent-Type: text/xml;charset=UTF-8\r\n";
            switch (manner) {
                case DRIP -> said += send(out, type + "Content-Length: 1000000\r\n\r\n");
                case DRIPPING_HEADERS -> said += send(out, type);
                case FLOOD -> said += send(out, type + "Transfer-Encoding: chunked\r\n\r\n");
            }
            while (!closed.await(manner == Manner.FLOOD ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                switch (manner) {
                    case DRIP -> said += send(out, " ");
                    case DRIPPING_HEADERS -> said += send(out, "X-More: 1\r\n");
                    case FLOOD -> {
                        out.write(CHUNK);
                        said += CHUNK.length;
                    }
                }
                most.accumulateAndGet(said, Math::max);
            }
        } catch (IOException nobodyListens) {
            // as it must be
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int send(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        out.write(bytes);
        out.flush();
        return bytes.length;
    }

    /** The head at least has arrived. */
    private static void heard(InputStream in) throws IOException {
        byte[] some = new byte[1 << 16];
        if (in.read(some) < 0) {
            throw new IOException("hung up");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        threads.shutdownNow();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
