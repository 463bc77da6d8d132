package org.liandong.canary;

import java.io.IOException;
import org.liandong.connectors.ChannelConnector;

/** Speaks to the hub in a channel's name, by the way by which the channel does. Safe for any thread. */
public interface ChannelVoice {
    /**
     * Reports something.
     *
     * @param message as the channel would write it
     * @throws IOException if the hub did not say that it took it; in plain words
     */
    void report(ChannelConnector channel, String message) throws IOException;

    /**
     * Fetches what is there for a device, as terminals do.
     *
     * @param shelf the receiver that the device's letters lie ready for
     * @param upTo number of the last that is known; what came up to it counts as fetched
     * @throws IOException if there is no answer
     */
    void fetch(ChannelConnector channel, String shelf, long upTo) throws IOException;
}
