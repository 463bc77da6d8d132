package org.liandong.simulator;

/**
 * How the traffic is made up (reference §6.2). The first seven are weights against one another; the others are shares
 * between 0 and 1.
 *
 * @param hotlineJson orders by the hotline's JSON interface
 * @param hotlineSoap orders by its older interface, in GBK and dirty
 * @param reports citizens' reports by 平安南京
 * @param transfers 110 calls that are not for the police
 * @param selfHandled events that grid workers settle on the spot
 * @param gridEvents events that they report
 * @param batches what terminals send after they were offline
 * @param repeated messages that are sent once more as they were
 * @param changed messages that come once more with other content
 * @param storm cases that the storm brings
 */
public record Mix(
        int hotlineJson,
        int hotlineSoap,
        int reports,
        int transfers,
        int selfHandled,
        int gridEvents,
        int batches,
        double repeated,
        double changed,
        double storm) {

    /** A working day, with enough for the departments to do that it can be watched. */
    public static Mix weekday() {
        return new Mix(30, 8, 16, 3, 18, 20, 5, 0.05, 0.03, 0.05);
    }

    /** A storm: six of ten cases are its doing, and three of ten messages come twice. */
    public static Mix stormDay() {
        return new Mix(40, 10, 20, 5, 5, 15, 5, 0.30, 0.03, 0.60);
    }

    /** Terminals that come back from a dead spot, all with a full queue. */
    public static Mix reconnect() {
        return new Mix(0, 0, 0, 0, 0, 0, 1, 0.10, 0, 0.05);
    }

    /** A hotline that sends each order three times. */
    public static Mix repeatedPushes() {
        return new Mix(1, 0, 0, 0, 0, 0, 0, 0.67, 0, 0.05);
    }

    int weight() {
        return hotlineJson + hotlineSoap + reports + transfers + selfHandled + gridEvents + batches;
    }
}
