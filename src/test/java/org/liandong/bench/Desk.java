package org.liandong.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An outside system's HTTP server that answers at once. One thread a connection, kept alive. */
final class Desk implements AutoCloseable {
    private static final byte[] GONE = new byte[0];

    private final ServerSocket server = new ServerSocket();
    private final Work work;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What the system answers with: JSON. */
    interface Work {
        String answer(String path, byte[] body);
    }

    Desk(int port, Work work) throws IOException {
        this.work = work;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
        daemon("desk-" + port, this::accept);
    }

    static void daemon(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon("desk", () -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
            OutputStream out = socket.getOutputStream();
            while (true) {
                String first = Line.line(in);
                byte[] body = body(in);
                String path = first.substring(first.indexOf(' ') + 1, first.lastIndexOf(' '));
                byte[] answer = work.answer(path, body).getBytes(StandardCharsets.UTF_8);
                byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: "
                                + answer.length + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
                byte[] whole = new byte[head.length + answer.length];
                System.arraycopy(head, 0, whole, 0, head.length);
                System.arraycopy(answer, 0, whole, head.length, answer.length);
                out.write(whole);
            }
        } catch (IOException hungUp) {
            open.remove(socket);
        }
    }

    private static byte[] body(InputStream in) throws IOException {
        int length = 0;
        for (String header = Line.line(in); !header.isEmpty(); header = Line.line(in)) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        return length == 0 ? GONE : Line.exactly(in, length);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
