package org.liandong.kit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.liandong.connectors.CheckMark;

/**
 * What came of trying a connector.
 *
 * @param folder name of its folder
 * @param title what people call the system; the folder's name if the settings cannot be read
 * @param version of the connector that was tried; empty if it cannot be loaded
 */
public record KitReport(String folder, String title, String version, Instant at, List<Trial> trials) {
    public KitReport {
        trials = List.copyOf(trials);
    }

    /** Whether it may go live. */
    public boolean isPassed() {
        return failures() == 0;
    }

    /** What the hub asks for before it lets the connector work: of the folder alone, whatever the system does today. */
    public CheckMark mark() {
        List<Trial> own = trials.stream()
                .filter(trial -> !trial.stage().equals(WireTrials.STAGE))
                .toList();
        long failed = own.stream().filter(trial -> !trial.isPassed()).count();
        return new CheckMark(version, own.size(), Math.toIntExact(failed), null);
    }

    /** The same with what was tried besides. */
    public KitReport with(List<Trial> more) {
        List<Trial> all = new ArrayList<>(trials);
        all.addAll(more);
        return new KitReport(folder, title, version, at, all);
    }

    /** How many trials failed. */
    public long failures() {
        return trials.stream().filter(trial -> !trial.isPassed()).count();
    }
}
