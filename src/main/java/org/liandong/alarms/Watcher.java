package org.liandong.alarms;

import java.util.List;

/** Looks at one thing. Safe for any thread. */
@FunctionalInterface
public interface Watcher {
    /** All that is wrong with it now. */
    List<Trouble> look();
}
