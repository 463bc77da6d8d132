package org.liandong.casework;

import java.time.Instant;
import java.util.List;
import org.liandong.cases.Dues;
import org.liandong.cases.Matter;

/** Until when, by the district's calendar and the terms of the item (reference §4.4, §4.6). Safe for any thread. */
public interface Clocks {
    /** The clocks of an assignment delivered at that moment. */
    Dues dues(Matter matter, Instant start);

    /** The clocks of a new round (reference §2.3, 重办): half the time, the full time for 特急. */
    Dues reworkDues(Matter matter, Instant start);

    /** When the department is reminded (催办, 80 %), supervised (督办, due) and reported (通报, half over), in this order. */
    List<Instant> reminders(Dues dues);

    /** The due time after a pause in which the clock stood still. */
    Instant afterPause(Dues dues, Instant from, Instant to);

    /** The new due time when an extension is granted: counted from the old one. */
    Instant extended(Matter matter, Instant oldDue, double amount, String unit);
}
