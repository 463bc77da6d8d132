package org.liandong.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A whole city around a hub: the hotline, 平安南京, the terminals, its departments, and if wanted an operator. It keeps
 * its own books; the hub's are never asked. Safe for use by many threads.
 */
public final class City implements AutoCloseable {
    private final CitySettings settings;
    private final Hub hub;
    private final Journal journal;
    private final SendLog log;
    private final Sending sending;
    private final Hotline hotline;
    private final PublicSafetyApp pananj;
    private final GridTerminals terminals;
    private final Map<String, Department> departments = new LinkedHashMap<>();
    private final List<AutoCloseable> guests = Collections.synchronizedList(new ArrayList<>());

    private City(CitySettings settings, Journal journal) {
        this.settings = settings;
        this.journal = journal;
        Secrets secrets = settings.secrets();
        this.hub = new Hub(settings.hub(), secrets, settings.patience());
        this.log = new SendLog(journal);
        this.sending = new Sending(hub, log, journal, settings.senders());
        CitySettings.Ports ports = settings.ports();
        this.hotline = new Hotline(
                secrets.of("NJ12345"),
                ports.hotline(),
                settings.seed(),
                new ChannelInbox("12345", journal),
                sending::send);
        this.pananj = new PublicSafetyApp(secrets.of("PANANJ"), ports.pananj(), new ChannelInbox("PANANJ", journal));
        this.terminals = new GridTerminals(
                hub, settings.seed(), settings.pace(), new ChannelInbox("GRID", journal), sending::send);
        for (JsonNode line : journal.past()) {
            if (line.path("what").asText().equals("push")) {
                Journal.read(line.path("push"), Push.class).deviceNo().ifPresent(terminals::use);
            }
        }
        departments.put("HB", Department.environment(hub, ports.hb(), settings.profile(), journal));
        departments.put("CG", Department.cityManagement(hub, ports.cg(), settings.profile(), journal));
        URI broker = settings.broker();
        if (broker != null) {
            departments.put(
                    "XF", Department.fireBrigade(Broker.ofFireBrigade(broker, secrets), settings.profile(), journal));
        }
        Path exchange = settings.exchange();
        if (exchange != null) {
            departments.put(
                    "MZ", Department.civilAffairs(new CivilAffairsTables(exchange), settings.profile(), journal));
        }
        for (String code : List.of("SF", "WH")) {
            if (secrets.senders().containsKey(code)) {
                departments.put(code, Department.atInbox(code, hub, settings.profile(), journal));
            }
        }
    }

    /** Makes civil affairs' exchange database in this file, if it is not there, and says how the hub reaches it. */
    public static String exchange(Path file) {
        return new CivilAffairsTables(file).url();
    }

    /**
     * Opens the city: every outside system listens. With a journal of an earlier run it takes up what that left open;
     * nothing new is sent yet.
     *
     * @throws IOException if the journal cannot be written
     */
    public static City open(CitySettings settings) throws IOException {
        var file = settings.journal();
        return new City(settings, file == null ? Journal.none() : Journal.appendTo(file));
    }

    /** The addresses the hub's configuration needs, by the names it uses. */
    public Map<String, URI> addresses() {
        Map<String, URI> addresses = new LinkedHashMap<>();
        addresses.put("hotlineUrl", hotline.jsonAddress());
        addresses.put("hotlineSoapUrl", hotline.soapAddress());
        addresses.put("pananjUrl", pananj.address());
        addresses.put("hbUrl", department("HB").address());
        addresses.put("cgUrl", department("CG").address());
        return addresses;
    }

    /** Begins to send, with the city's seed. */
    public Morning morning(Mix mix, int count, double perSecond) {
        Morning morning =
                new Morning(Traffic.live(settings.seed(), mix, departments.keySet()), this::send, count, perSecond);
        guests.add(morning);
        return morning;
    }

    /** Sends one message, again and again until the hub gives a verdict. */
    public void send(Push push) {
        // A terminal that sent something will ask what became of it.
        push.deviceNo().ifPresent(terminals::use);
        sending.send(push);
    }

    /**
     * Sends one message once, in the caller's thread. Unlike {@link #send} it keeps no order and does not try again; the
     * books know of it.
     *
     * @return what the hub said, {@link Receipt.Verdict#UNCLEAR} if that cannot be known
     */
    public Receipt sendOnce(Push push) throws InterruptedException {
        Receipt receipt = push.sendTo(hub);
        log.attempted(push, receipt);
        return receipt;
    }

    /**
     * From now on the watcher is told of everything at the moment at which it happens: {@code sent} when a sender has the
     * hub's answer, {@code task} and {@code operation} when a department has done what it was asked and before it answers,
     * {@code outcome} when a channel was told, {@code report} when a department has the hub's answer to a report. The rest
     * of the city waits for the watcher.
     */
    public void watch(BiConsumer<String, Map<String, ?>> watcher) {
        journal.tell(watcher);
    }

    /** Calls in an operator who accepts and dispatches what waits for a person. */
    public OperatorBot operator() {
        OperatorBot operator = new OperatorBot(hub, settings.pace());
        guests.add(operator);
        return operator;
    }

    /** @throws IllegalArgumentException if the city has no such department */
    public Department department(String code) {
        Department department = departments.get(code);
        if (department == null) {
            throw new IllegalArgumentException("仿真城市没有这个部门: " + code);
        }
        return department;
    }

    public List<Department> departments() {
        return List.copyOf(departments.values());
    }

    public Hotline hotline() {
        return hotline;
    }

    public PublicSafetyApp pananj() {
        return pananj;
    }

    public GridTerminals terminals() {
        return terminals;
    }

    /** The senders' book. */
    public SendLog sendLog() {
        return log;
    }

    /** What the hub has taken over: it must never be lost. */
    public List<SendLog.Sent> acknowledged() {
        return log.acknowledged();
    }

    /** How many messages were handed to the senders and still lack a verdict. */
    public int unanswered() {
        return sending.waiting();
    }

    /** How the books stand now. */
    public Balance balance() {
        Map<String, Integer> tasks = new LinkedHashMap<>();
        Map<String, Integer> twice = new LinkedHashMap<>();
        departments.forEach((code, department) -> {
            Map<String, Integer> effects = department.effects();
            tasks.put(code, effects.size());
            twice.put(code, (int)
                    effects.values().stream().filter(count -> count > 1).count());
        });
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        outcomes.put("12345", hotline.inbox().size());
        outcomes.put("PANANJ", pananj.inbox().size());
        outcomes.put("GRID", terminals.inbox().size());
        return new Balance(
                log.sent().size(),
                log.acknowledged().size(),
                log.refused().size(),
                sending.waiting(),
                tasks,
                twice,
                outcomes);
    }

    /**
     * The city's books in numbers.
     *
     * @param sent messages sent at least once
     * @param acknowledged of these, taken over by the hub
     * @param refused of these, refused
     * @param unanswered without a verdict yet
     * @param tasks tasks opened, by department
     * @param openedTwice of these, opened more than once: always an error of the hub
     * @param outcomes outcomes received, by channel
     */
    public record Balance(
            int sent,
            int acknowledged,
            int refused,
            int unanswered,
            Map<String, Integer> tasks,
            Map<String, Integer> openedTwice,
            Map<String, Integer> outcomes) {}

    @Override
    public void close() throws Exception {
        for (AutoCloseable guest : List.copyOf(guests)) {
            guest.close();
        }
        sending.close();
        terminals.close();
        departments.values().forEach(Department::close);
        hotline.close();
        pananj.close();
        journal.close();
    }
}
