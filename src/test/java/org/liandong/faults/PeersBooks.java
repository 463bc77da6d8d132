package org.liandong.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.liandong.simulator.ChannelInbox;
import org.liandong.simulator.City;
import org.liandong.simulator.Department;
import org.liandong.simulator.OperatorBot;
import org.liandong.simulator.SendLog;

/**
 * What the outside systems wrote down themselves; the hub had no hand in it.
 *
 * @param sent what channels sent, and the hub's first verdict
 * @param contradictions what was answered otherwise when it was sent again
 * @param departments by code
 * @param told by the name of the channel's connector
 * @param commands what the operator gave
 */
record PeersBooks(
        List<SendLog.Sent> sent,
        List<SendLog.Contradiction> contradictions,
        Map<String, DepartmentBook> departments,
        Map<String, ChannelBook> told,
        List<OperatorBot.Given> commands) {

    /**
     * A department's book.
     *
     * @param effects how often each task was really opened
     * @param operations what was asked about each task afterwards, in order
     * @param reported its reports and the hub's answers
     */
    record DepartmentBook(
            Map<String, Integer> effects, Map<String, List<String>> operations, List<Department.Reported> reported) {}

    /** What a channel was told, by its own number of the case, in the order of arrival. */
    record ChannelBook(Map<String, List<ChannelInbox.Received>> outcomes) {
        List<ChannelInbox.Received> of(String externalNo) {
            return outcomes.getOrDefault(externalNo, List.of());
        }
    }

    static PeersBooks of(City city, List<OperatorBot.Given> commands) {
        Map<String, DepartmentBook> departments = new LinkedHashMap<>();
        for (Department department : city.departments()) {
            Map<String, Integer> effects = department.effects();
            Map<String, List<String>> operations = new LinkedHashMap<>();
            effects.keySet().forEach(task -> operations.put(task, department.operations(task)));
            departments.put(department.code(), new DepartmentBook(effects, operations, department.reported()));
        }
        ChannelBook hotline = book(city.hotline().inbox());
        return new PeersBooks(
                city.sendLog().sent(),
                city.sendLog().contradictions(),
                departments,
                Map.of(
                        "12345",
                        hotline,
                        "12345-legacy",
                        hotline,
                        "pananj",
                        book(city.pananj().inbox()),
                        "grid",
                        book(city.terminals().inbox())),
                commands);
    }

    private static ChannelBook book(ChannelInbox inbox) {
        Map<String, List<ChannelInbox.Received>> outcomes = new LinkedHashMap<>();
        inbox.known().forEach(number -> outcomes.put(number, new ArrayList<>(inbox.outcomes(number))));
        return new ChannelBook(outcomes);
    }
}
