package org.liandong.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * What a city sends to its hub, message by message. The same seed, mix and clock give the same messages, byte for byte.
 * For one thread.
 */
public final class Traffic {
    private static final int MEMORY = 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RandomGenerator random;
    private final Mix mix;
    private final Supplier<LocalDateTime> now;
    private final Scenes scenes = Scenes.load();
    private final Set<String> departments;
    private final String run;
    private final Deque<Push> ready = new ArrayDeque<>();
    private final Deque<Push> recent = new ArrayDeque<>();
    private int serial;

    /**
     * @param now the time in Shanghai; the moment of construction becomes part of the senders' numbers, so that the same
     *     seed on another day makes other cases
     */
    public Traffic(long seed, Mix mix, Supplier<LocalDateTime> now) {
        this(seed, mix, now, Set.of());
    }

    /** @param departments what only these can deal with happens too */
    public Traffic(long seed, Mix mix, Supplier<LocalDateTime> now, Set<String> departments) {
        this.departments = Set.copyOf(departments);
        this.random = Luck.of(seed, "traffic");
        this.mix = mix;
        this.now = now;
        this.run = seed + "@" + now.get();
        // Two cities that run at the same time must not give the same numbers.
        this.serial = Luck.of(seed, run).nextInt(500_000);
    }

    /** Traffic of now, with what only these departments can deal with among it. */
    static Traffic live(long seed, Mix mix, Set<String> departments) {
        return new Traffic(seed, mix, CityTime::now, departments);
    }

    public Push next() {
        Push waiting = ready.poll();
        if (waiting != null) {
            return waiting;
        }
        double luck = random.nextDouble();
        if (!recent.isEmpty() && luck < mix.repeated()) {
            return anyRecent().again();
        }
        if (!recent.isEmpty() && luck < mix.repeated() + mix.changed()) {
            return changed(anyRecent());
        }
        fresh();
        return ready.remove();
    }

    public Stream<Push> stream() {
        return Stream.generate(this::next);
    }

    private void fresh() {
        int ticket = random.nextInt(mix.weight());
        if ((ticket -= mix.hotlineJson()) < 0) {
            remember(HotlineOrders.json(anything()));
        } else if ((ticket -= mix.hotlineSoap()) < 0) {
            remember(HotlineOrders.soap(anything()));
        } else if ((ticket -= mix.reports()) < 0) {
            remember(SafetyReports.report(anything()));
        } else if ((ticket -= mix.transfers()) < 0) {
            remember(SafetyReports.transfer(anything()));
        } else if ((ticket -= mix.selfHandled()) < 0) {
            Scenes.Scene scene = scenes.anyScene(random, candidate -> candidate.selfHandled() != null);
            remember(GridEvents.event(happening(scene), true));
        } else if ((ticket -= mix.gridEvents()) < 0) {
            remember(GridEvents.event(anything(), false));
        } else {
            List<Happening> events = new ArrayList<>();
            int size = 2 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                events.add(anything());
            }
            List<Push> pushes = GridEvents.batch(events);
            ready.addAll(pushes.subList(0, pushes.size() - 1));
            remember(pushes.get(pushes.size() - 1));
        }
    }

    private void remember(Push push) {
        ready.add(push);
        recent.add(push);
        if (recent.size() > MEMORY) {
            recent.remove();
        }
    }

    private Push anyRecent() {
        return List.copyOf(recent).get(random.nextInt(recent.size()));
    }

    private Happening anything() {
        boolean storm = random.nextDouble() < mix.storm();
        return happening(scenes.anyScene(
                random,
                candidate -> candidate.storm() == storm
                        && (candidate.department() == null || departments.contains(candidate.department()))));
    }

    private Happening happening(Scenes.Scene scene) {
        Scenes.Place place = scenes.anyPlace(random);
        String spot = place.spots().get(random.nextInt(place.spots().size()));
        LocalDateTime time = now.get().minusSeconds(60 + random.nextInt(1_200));
        serial++;
        String token = UUID.nameUUIDFromBytes((run + "#" + serial).getBytes(StandardCharsets.UTF_8))
                .toString();
        return new Happening(scene, place, spot, time, serial, token, random);
    }

    /** The same case once more with something added, as happens when a citizen calls again before the first answer. */
    private Push changed(Push before) {
        String added = "补充:情况仍未改善,第%d次反映。".formatted(2 + random.nextInt(3));
        String content = switch (before.way()) {
            case HOTLINE_JSON -> withMore(before.content(), "content", added);
            case PANANJ_REPORT -> withMore(before.content(), "text", added);
            case GRID_EVENT -> withMore(before.content(), "desc", added);
            case HOTLINE_SOAP -> before.content().replace("</fynr>", added + "</fynr>");
            default -> before.content();
        };
        if (content.equals(before.content())) {
            return before.again();
        }
        serial++;
        return new Push(
                before.id() + "-B%06d".formatted(serial),
                before.way(),
                Push.Kind.CHANGED,
                before.externalNos(),
                content,
                before.name());
    }

    private static String withMore(String json, String field, String more) {
        try {
            ObjectNode body = (ObjectNode) JSON.readTree(json);
            return body.put(field, body.path(field).asText() + more).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("仿真报文不是合法的JSON", e);
        }
    }
}
