package org.liandong.alarms;

import java.io.IOException;
import org.liandong.ledger.AlarmsView.Notice;

/** Tells somebody outside. Used by one thread. */
public interface Herald {
    /** Under this name what is to be told is kept. */
    String name();

    /** @throws IOException if it was not told: it is tried again */
    void tell(Notice notice) throws IOException, InterruptedException;
}
