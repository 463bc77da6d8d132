package org.liandong.simulator;

import java.net.URI;
import java.util.List;
import java.util.Map;

/** A department with a system of its own, and its books. Safe for use by many threads. */
public final class Department implements AutoCloseable {
    private final String code;
    private final TaskDesk desk;
    private final Front front;

    private Department(String code, TaskDesk desk, Front front) {
        this.code = code;
        this.desk = desk;
        this.front = front;
        work(desk.profile());
    }

    /**
     * A report and the hub's answer to it.
     *
     * @param taskNo the hub's task number
     * @param kind SIGNED, PROGRESS, EXTENSION, RETURN or DONE
     * @param id the department's number for the report
     * @param receipt what the hub said at last
     * @param attempts how many times it was sent
     */
    public record Reported(String taskNo, String kind, String id, Receipt receipt, int attempts) {}

    /** The environment bureau (环保, HB): REST. */
    static Department environment(Hub hub, int port, Profile profile, Journal journal) {
        TaskDesk desk = new TaskDesk(
                "HB",
                profile,
                new EnvironmentCallbacks(hub),
                serial -> "HBXF-" + CityTime.iso(CityTime.now()).substring(0, 7) + "-" + serial,
                journal);
        return new Department("HB", desk, new EnvironmentFront(hub.secret("HB"), desk, port));
    }

    /** The city management bureau (城管, CG): SOAP rpc/encoded. */
    static Department cityManagement(Hub hub, int port, Profile profile, Journal journal) {
        TaskDesk desk = new TaskDesk(
                "CG",
                profile,
                new CityManagementCallbacks(hub),
                serial -> CityTime.packed(CityTime.now()).substring(2, 8) + "%08d".formatted(serial),
                journal);
        return new Department("CG", desk, new CityManagementFront(hub.secret("CG"), desk, port));
    }

    /** The fire brigade (消防, XF): a queue in, a queue out. */
    static Department fireBrigade(Broker broker, Profile profile, Journal journal) {
        FireBrigadeReports reports = new FireBrigadeReports(broker);
        TaskDesk desk = new TaskDesk("XF", profile, reports, serial -> "XF" + serial, journal);
        return new Department("XF", desk, new FireBrigadeFront(broker, desk, reports));
    }

    /** Civil affairs (民政, MZ): an exchange database. */
    static Department civilAffairs(CivilAffairsTables tables, Profile profile, Journal journal) {
        TaskDesk desk = new TaskDesk("MZ", profile, tables, serial -> "MZ" + serial, journal);
        return new Department("MZ", desk, new CivilAffairsFront(tables, desk));
    }

    /** A department without a system (司法 SF, 文化 WH): the hub's inbox. */
    static Department atInbox(String code, Hub hub, Profile profile, Journal journal) {
        TaskDesk desk = new TaskDesk(code, profile, new InboxForms(hub, code), serial -> code + serial, journal);
        return new Department(code, desk, new InboxReader(hub, code, desk));
    }

    /** The code in {@code departments.csv}. */
    public String code() {
        return code;
    }

    /** Where the hub delivers tasks. */
    public URI address() {
        return front.address();
    }

    public Profile profile() {
        return desk.profile();
    }

    /** From now on the department works so. Tasks already taken keep the course they were given. */
    public void work(Profile profile) {
        desk.work(profile);
        front.reachable(profile.conduct() != Conduct.DOWN);
    }

    /** From now on the department treats its callers so. */
    public void behave(Conduct conduct) {
        work(profile().behaving(conduct));
    }

    /**
     * How many times each task was really opened, by the hub's task number: 1 is right, 2 means that men were sent out
     * twice. Deliveries that were recognised as repeats do not count.
     */
    public Map<String, Integer> effects() {
        return desk.effects();
    }

    /** What the hub asked about a task after its dispatch, in order, repeats left out. */
    public List<String> operations(String taskNo) {
        return desk.operations(taskNo);
    }

    /** How many deliveries, operations and look-ups arrived, repeats and failures included. */
    public int calls() {
        return desk.calls();
    }

    /** What the department reported, in the order of the hub's answers. */
    public List<Reported> reported() {
        return desk.reported();
    }

    /** How many reports are still on their way or waiting for their hour. */
    public int unreported() {
        return desk.unreported();
    }

    @Override
    public void close() {
        front.close();
        desk.close();
    }
}
