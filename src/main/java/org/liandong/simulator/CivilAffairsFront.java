package org.liandong.simulator;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where civil affairs takes tasks: it looks into its exchange table again and again, and marks what it has read. */
final class CivilAffairsFront implements Front {
    private static final Logger LOG = Logger.getLogger(CivilAffairsFront.class.getName());
    private static final Map<String, Operation> OPERATIONS = Map.of(
            "CB", Operation.URGE,
            "BC", Operation.SUPPLEMENT,
            "CHE", Operation.RECALL,
            "CB2", Operation.REDO,
            "YQTG", Operation.EXTENSION,
            "YQBH", Operation.EXTENSION,
            "TDBH", Operation.RETURN);

    private final CivilAffairsTables tables;
    private final TaskDesk desk;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean reachable = true;

    CivilAffairsFront(CivilAffairsTables tables, TaskDesk desk) {
        this.tables = tables;
        this.desk = desk;
        Daemons.looking("simulator-MZ-table", Duration.ofMillis(300), closed, () -> reachable, this::look)
                .start();
    }

    @Override
    public URI address() {
        return tables.address();
    }

    @Override
    public void reachable(boolean now) {
        reachable = now;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void look() {
        try {
            for (CivilAffairsTables.Written row : tables.unread()) {
                desk.called();
                tables.read(row, take(row) ? null : "没有这个任务,或操作类型不认识");
            }
        } catch (SQLException e) {
            LOG.log(Level.FINE, "前置库暂不可用,稍后再看", e);
        }
    }

    private boolean take(CivilAffairsTables.Written row) {
        if (row.what().equals("PQ")) {
            desk.open(row.taskNo(), row.key());
            return true;
        }
        // a task that it may return is taken back; only the words tell it from one that the hub takes back by itself
        boolean returned = row.what().equals("CHE") && row.text().startsWith("退单");
        Operation operation = returned ? Operation.RETURN : OPERATIONS.get(row.what());
        return operation != null
                && desk.operate(
                                row.taskNo(),
                                operation,
                                row.key(),
                                returned || row.what().equals("YQTG"))
                        .isPresent();
    }
}
