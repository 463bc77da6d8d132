package org.liandong.simulator;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes what the grid workers' terminals send (reference §3.4 channel 03 (1) and (2)). */
final class GridEvents {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GridEvents() {}

    /** The terminal in whose street it happened. */
    static String device(Happening it) {
        return "WGT-%s-%04d".formatted(it.place().code(), 101 + it.random().nextInt(3));
    }

    /** One event, sent while the terminal is online; settled on the spot if the scene can be. */
    static Push event(Happening it, boolean settle) {
        String device = device(it);
        ObjectNode body = JSON.createObjectNode()
                .put("deviceNo", device)
                .put("userId", user(device))
                .put("gridCode", it.place().grid(it.random()))
                .put("gridKind", "Z")
                .put("eventLocalId", it.token())
                .put("itemCode", it.scene().item())
                .put("title", it.title());
        Scenes.SelfHandled settled = settle ? it.scene().selfHandled() : null;
        body.put("desc", it.place().community() + it.text() + (settled == null ? "" : settled.done()))
                .put("discoverTime", CityTime.iso(it.time().minusMinutes(12)))
                .put("submitTime", CityTime.iso(it.time()))
                .put("lng", it.near(it.place().lng()))
                .put("lat", it.near(it.place().lat()))
                .put("coordType", "WGS84")
                .put("locMode", "GPS")
                .put("accuracy", 8.0)
                .put("handleMode", settled == null ? "REPORT" : "SELF");
        if (settled == null) {
            body.put("urgency", it.scene().urgency().grid());
        } else {
            body.putObject("selfResult")
                    .put("finishTime", CityTime.iso(it.time().minusMinutes(1)))
                    .put("measure", settled.measure())
                    .put("resolved", true);
        }
        body.putArray("photosBefore").add("ph_" + it.serial() + "_1.jpg");
        if (settled != null) {
            body.putArray("photosAfter").add("ph_" + it.serial() + "_2.jpg");
        }
        body.putNull("relatedPerson").put("netType", "4G");
        return new Push(
                device + "/" + it.token(),
                Push.Way.GRID_EVENT,
                Push.Kind.NEW,
                List.of(it.token()),
                body.toString(),
                "");
    }

    /**
     * What a terminal sends after it was offline: its photos, then the batch. One in three batches holds an event twice,
     * one in four comes from a terminal whose clock is eight minutes fast.
     */
    static List<Push> batch(List<Happening> events) {
        Happening first = events.get(0);
        String device = device(first);
        LocalDateTime sent = first.time();
        boolean fast = first.chance(0.25);
        String batchId = "OFF-" + device + "-" + CityTime.packed(sent);
        ObjectNode body = JSON.createObjectNode()
                .put("batchId", batchId)
                .put("deviceNo", device)
                .put("userId", user(device))
                .put("deviceClock", CityTime.iso(fast ? sent.plusMinutes(8) : sent))
                .put("uploadReason", "NETWORK_RESTORED");
        var items = body.putArray("items");
        List<String> numbers = new ArrayList<>();
        Set<String> photos = new LinkedHashSet<>();
        for (Happening it : events) {
            String photo = "t_" + it.serial() + ".jpg";
            photos.add(photo);
            numbers.add(it.token());
            item(it, items.addObject().put("seq", numbers.size()), first.place(), photo);
        }
        if (first.chance(0.33)) {
            ObjectNode twice = ((ObjectNode) items.get(0)).deepCopy();
            numbers.add(first.token());
            items.add(twice.put("seq", numbers.size())
                    .put("desc", twice.path("desc").asText() + "(重复提交)"));
        }
        List<Push> pushes = new ArrayList<>();
        var manifest = body.putArray("photos");
        for (String photo : photos) {
            byte[] picture = Pictures.jpeg(batchId + photo);
            String digest = Proof.sm3(picture);
            manifest.addObject()
                    .put("name", photo)
                    .put("sm3", digest)
                    .put("size", picture.length)
                    .put("chunks", 1);
            pushes.add(new Push(
                    batchId + "/" + photo,
                    Push.Way.GRID_PHOTO,
                    Push.Kind.EVENT,
                    List.of(first.token()),
                    batchId + photo,
                    digest));
        }
        pushes.add(new Push(batchId, Push.Way.GRID_BATCH, Push.Kind.NEW, numbers, body.toString(), ""));
        return pushes;
    }

    private static void item(Happening it, ObjectNode item, Scenes.Place place, String photo) {
        boolean noPosition = it.chance(0.15);
        item.put("eventLocalId", it.token())
                .put("gridCode", place.grid(it.random()))
                .put("itemCode", it.scene().item())
                .put("title", it.title())
                .put("desc", it.text())
                .put("discoverTime", CityTime.spoken(it.time().minusHours(2)))
                .put("lng", noPosition ? 0 : it.near(place.lng()))
                .put("lat", noPosition ? 0 : it.near(place.lat()))
                .put("coordType", "WGS84");
        if (noPosition) {
            item.putNull("accuracy");
        } else {
            item.put("accuracy", 46.5);
        }
        item.put("handleMode", "REPORT")
                .put("urgency", it.scene().urgency().grid())
                .putArray("photosBefore")
                .add(photo);
    }

    private static String user(String device) {
        return "wgy_" + device.substring(4).replace('-', '_');
    }
}
