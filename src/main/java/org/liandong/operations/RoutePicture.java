package org.liandong.operations;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.liandong.operations.Overview.Count;

/**
 * The way from the channels through the hub to the departments, laid out to be drawn: who is in trouble is always there, of
 * the others those with most to do.
 *
 * @param height of the whole, in the units of the drawing
 * @param way the stretches within the hub
 */
record RoutePicture(int height, List<End> channels, List<Stretch> way, List<End> departments) {
    private static final int SHOWN = 16;
    private static final int ROW = 28;
    private static final int TOP = 24;

    /**
     * A channel or department, or the rest of them together.
     *
     * @param y the middle of its row
     * @param light how it is marked
     * @param in messages that came from it in the last hour
     * @param out messages that went to it in the last hour
     * @param waiting messages that wait for it
     */
    record End(int y, String title, String light, long in, long out, long waiting) {}

    record Stretch(int y, String name, long count) {}

    static RoutePicture of(List<RouteLine> lines, List<Count> way) {
        List<End> channels = ends(lines, "渠道");
        List<End> departments = ends(lines, "部门");
        int rows = Math.max(way.size(), Math.max(channels.size(), departments.size()));
        List<Stretch> stretches = new ArrayList<>();
        for (int i = 0; i < way.size(); i++) {
            stretches.add(new Stretch(
                    TOP + (2 * i + 1) * rows * ROW / (2 * way.size()),
                    way.get(i).name(),
                    way.get(i).count()));
        }
        return new RoutePicture(2 * TOP + rows * ROW, channels, stretches, departments);
    }

    private static List<End> ends(List<RouteLine> lines, String side) {
        List<RouteLine> all = lines.stream()
                .filter(line -> line.side().equals(side))
                .sorted(Comparator.comparing((RouteLine line) -> !line.light().equals("late"))
                        .thenComparing(line -> !line.light().equals("waits"))
                        .thenComparing(line -> line.light().equals("ended"))
                        .thenComparing(RoutePicture::load, Comparator.reverseOrder())
                        .thenComparing(RouteLine::name))
                .toList();
        int shown = all.size() > SHOWN ? SHOWN - 1 : all.size();
        List<End> ends = new ArrayList<>();
        for (RouteLine line : all.subList(0, shown)) {
            ends.add(new End(
                    y(ends.size()),
                    line.title(),
                    line.light(),
                    line.in().well() + line.in().ill(),
                    line.out().well(),
                    line.waiting()));
        }
        List<RouteLine> rest = all.subList(shown, all.size());
        if (!rest.isEmpty()) {
            ends.add(new End(
                    y(ends.size()),
                    "其余%d条".formatted(rest.size()),
                    rest.get(0).light(),
                    rest.stream()
                            .mapToLong(line -> line.in().well() + line.in().ill())
                            .sum(),
                    rest.stream().mapToLong(line -> line.out().well()).sum(),
                    rest.stream().mapToLong(RouteLine::waiting).sum()));
        }
        return ends;
    }

    private static int y(int row) {
        return TOP + row * ROW + ROW / 2;
    }

    private static long load(RouteLine line) {
        return line.in().well() + line.out().well() + line.waiting();
    }
}
