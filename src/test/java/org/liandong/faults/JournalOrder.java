package org.liandong.faults;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.liandong.faults.SystemCall.Sent;
import org.liandong.faults.SystemCall.SyncBegun;
import org.liandong.faults.SystemCall.Synced;
import org.liandong.faults.SystemCall.Written;

/**
 * Checks in a recording that the broker confirmed each of one sender's messages only after the sync that covers it: its bytes in
 * the journal, a sync of that file begun after them and returned, then the first answer to the sender, who waits for nothing else.
 * How much more may be sent and which brokers there are is said at any time: that is no answer.
 */
final class JournalOrder {
    private static final int LENGTH = Integer.BYTES;

    private final List<SystemCall> calls;
    private final int sender;

    /** @param sender the port of the sender's end of the connection */
    JournalOrder(List<SystemCall> calls, int sender) {
        this.calls = calls;
        this.sender = sender;
    }

    /** What somebody sent to a broker, each message after the confirmation of the one before. */
    record Sending(int sender, List<String> messages) {}

    /** Sends so many durable messages, one after the other. */
    static Sending send(URI broker, String user, String password, String address, int count) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator(broker.toString());
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(user, password, false, true, true, false, 0);
                ClientProducer producer = session.createProducer(address)) {
            String own = factory.getConnection().getTransportConnection().getLocalAddress();
            List<String> sent = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String text = "LD-SYNC-%04d.".formatted(i);
                ClientMessage message = session.createMessage(true);
                message.getBodyBuffer().writeBytes(text.getBytes(StandardCharsets.US_ASCII));
                producer.send(message);
                sent.add(text);
            }
            return new Sending(Integer.parseInt(own.substring(own.lastIndexOf(':') + 1)), List.copyOf(sent));
        }
    }

    /**
     * @return how many confirmations there were, each in order
     * @throws AssertionError naming a message that was confirmed too early, or that is not in the journal
     */
    int confirmed(List<String> messages) {
        int from = 0;
        for (String message : messages) {
            int written = written(message, from);
            int confirmation = confirmation(message, written);
            if (synced(written) > confirmation) {
                throw new AssertionError(
                        "confirmed before it was synced, call %d: %s".formatted(confirmation, message));
            }
            from = confirmation;
        }
        return messages.size();
    }

    private int written(String message, int from) {
        for (int i = from; i < calls.size(); i++) {
            if (calls.get(i) instanceof Written write
                    && isJournal(write.file().toString())
                    && new String(write.bytes(), StandardCharsets.ISO_8859_1).contains(message)) {
                return i;
            }
        }
        throw new AssertionError("confirmed, and not in the journal by then: " + message);
    }

    private int synced(int written) {
        String file = ((Written) calls.get(written)).file().toString();
        Integer thread = null;
        for (int i = written; i < calls.size(); i++) {
            SystemCall call = calls.get(i);
            if (thread == null
                    && call instanceof SyncBegun sync
                    && sync.file().toString().equals(file)) {
                thread = sync.thread();
            } else if (thread != null && call instanceof Synced sync && sync.thread() == thread) {
                return i;
            }
        }
        return Integer.MAX_VALUE;
    }

    private int confirmation(String message, int written) {
        for (int i = written; i < calls.size(); i++) {
            if (calls.get(i) instanceof Sent sent
                    && sent.socket().endsWith(":" + sender + "]")
                    && answers(sent.bytes())) {
                return i;
            }
        }
        throw new AssertionError("no confirmation after call %d: %s".formatted(written, message));
    }

    /** Packets of Artemis' own protocol: the length of what follows it, the kind, the channel, and what the kind has to say. */
    private static boolean answers(String packets) {
        ByteBuffer left = ByteBuffer.wrap(packets.getBytes(StandardCharsets.ISO_8859_1));
        while (left.remaining() > LENGTH) {
            int next = left.position() + LENGTH + left.getInt();
            if (left.get() == PacketImpl.NULL_RESPONSE) {
                return true;
            }
            left.position(Math.min(next, left.limit()));
        }
        return false;
    }

    private static boolean isJournal(String file) {
        return file.contains("/journal/") && file.endsWith(".amq");
    }
}
