package org.liandong.simulator;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a department without a system takes tasks: somebody looks into its inbox again and again. */
final class InboxReader implements Front {
    private static final Logger LOG = Logger.getLogger(InboxReader.class.getName());
    private static final Pattern ROW = Pattern.compile("<tr>.*?/tasks/([\\w-]+)\".*?</tr>", Pattern.DOTALL);
    private static final Pattern LETTER =
            Pattern.compile("<dt>来文</dt><dd class=\"words\">(\\S+?)</dd>.*?</article>", Pattern.DOTALL);
    private static final String GRANTED = "<dt>批复</dt><dd class=\"words\">同意</dd>";
    private static final Map<String, Operation> OPERATIONS = Map.of(
            "催办", Operation.URGE,
            "补充", Operation.SUPPLEMENT,
            "撤回", Operation.RECALL,
            "重办", Operation.REDO,
            "延期批复", Operation.EXTENSION,
            "退单批复", Operation.RETURN);

    private final Hub hub;
    private final String department;
    private final TaskDesk desk;
    private final Map<String, String> seen = new HashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean reachable = true;

    InboxReader(Hub hub, String department, TaskDesk desk) {
        this.hub = hub;
        this.department = department;
        this.desk = desk;
        Daemons.looking(
                        "simulator-" + department + "-inbox",
                        Duration.ofSeconds(1),
                        closed,
                        () -> reachable,
                        this::look)
                .start();
    }

    @Override
    public URI address() {
        return URI.create("/inbox/" + department);
    }

    @Override
    public void reachable(boolean now) {
        reachable = now;
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void look() throws InterruptedException {
        try {
            Matcher row =
                    ROW.matcher(hub.page(department, "/inbox/" + department).text());
            while (row.find()) {
                String task = row.group(1);
                // a line that looks as before is not opened again
                if (!row.group().equals(seen.put(task, row.group()))) {
                    open(task);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.FINE, "收件箱打不开,稍后再看", e);
        }
    }

    private void open(String task) throws IOException, InterruptedException {
        String page =
                hub.page(department, "/inbox/" + department + "/tasks/" + task).text();
        desk.called();
        if (desk.find(task).isEmpty()) {
            desk.open(task, "inbox");
        }
        Matcher letter = LETTER.matcher(page);
        for (int i = 1; letter.find(); i++) {
            Operation operation = OPERATIONS.get(letter.group(1));
            if (operation != null) {
                desk.operate(task, operation, "inbox#" + i, letter.group().contains(GRANTED));
            }
        }
    }
}
