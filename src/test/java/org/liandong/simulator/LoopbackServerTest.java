package org.liandong.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.liandong.simulator.LoopbackServer.Reply;

class LoopbackServerTest {

    @Test
    void aPortInUseIsSaidAtOnce() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new LoopbackServer(port, call -> Reply.hangUp()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(port))
                    .hasMessageContaining("请换一个空闲端口");
        }
    }

    @Test
    void hangingUpSendsNotOneByte() throws Exception {
        try (LoopbackServer server = new LoopbackServer(0, call -> Reply.hangUp());
                Socket socket = new Socket(
                        InetAddress.getLoopbackAddress(), server.address("").getPort())) {
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"
                            .getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void whileItIsDownCallersAreRefused() throws Exception {
        try (LoopbackServer server = new LoopbackServer(0, call -> Reply.json(200, "{}"))) {
            int port = server.address("").getPort();
            server.reachable(false);
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(IOException.class);

            server.reachable(true);

            assertThat(server.address("").getPort()).isEqualTo(port);
            new Socket(InetAddress.getLoopbackAddress(), port).close();
        }
    }
}
