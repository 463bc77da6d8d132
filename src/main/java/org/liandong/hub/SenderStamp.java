package org.liandong.hub;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;

/**
 * Writes on a message that came by AMQP who was logged in. The broker does so by itself for its own protocol only (Artemis 2.55,
 * AMQPMessage.setValidatedUserID does nothing), and whatever the message claims is overwritten. A broker of its own loads it
 * from {@code liandong-broker.jar}, see docker/broker.xml.
 */
public final class SenderStamp implements ActiveMQServerPlugin {
    /** In bytes: what still fits into the journal's buffer. Beyond it the broker keeps a message in a file that takes no stamp. */
    static final int LARGEST = 400_000;

    private static final String AMQP = "AMQP";

    @Override
    public void beforeSend(
            ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue)
            throws ActiveMQException {
        if (AMQP.equals(message.getProtocolName())) {
            if (message.isLargeMessage()) {
                throw new ActiveMQException("报文超过%d字节,以AMQP写不进来;照片请给网址".formatted(LARGEST));
            }
            message.putStringProperty(Message.HDR_VALIDATED_USER.toString(), session.getUsername());
            message.reencode();
        }
    }
}
