package org.liandong.simulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What can happen in the simulated city, and where; read from {@code scenes.yaml}. */
record Scenes(List<Place> places, List<Scene> scenes) {

    /** A street with a community and spots in it; position in CGCS2000. */
    record Place(
            String street,
            String code,
            String community,
            String communityCode,
            double lng,
            double lat,
            List<String> spots) {

        /** A fifteen-digit grid of the community. */
        String grid(RandomGenerator random) {
            return code + communityCode + "%03d".formatted(1 + random.nextInt(6));
        }
    }

    /** A code and a word for it. */
    record Named(String code, String name) {}

    /** The same urgency for hotline and terminals. */
    record Urgent(String code, String name, String grid) {}

    /** The app's two-level kinds. */
    record Kind(String type, String sub) {}

    /** How a grid worker settles it on the spot. */
    record SelfHandled(String measure, String done) {}

    /**
     * One thing that happens, in each channel's own terms.
     *
     * @param department the only one that can deal with it; null if any city can
     * @param storm whether a storm brings it
     * @param old the category in the hotline's older interface
     */
    record Scene(
            String item,
            @Nullable String department,
            int weight,
            boolean storm,
            @Nullable SelfHandled selfHandled,
            Named orderType,
            Named category,
            String old,
            Kind report,
            Urgent urgency,
            String title,
            List<String> texts) {

        String titleAt(String spot) {
            return title.replace("{spot}", spot);
        }

        String textAt(String spot, RandomGenerator random) {
            return texts.get(random.nextInt(texts.size())).replace("{spot}", spot);
        }
    }

    static Scenes load() {
        try (InputStream file =
                Objects.requireNonNull(Scenes.class.getResourceAsStream("scenes.yaml"), "scenes.yaml")) {
            return YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file, Scenes.class);
        } catch (IOException e) {
            throw new UncheckedIOException("scenes.yaml 无法读取", e);
        }
    }

    Place anyPlace(RandomGenerator random) {
        return places.get(random.nextInt(places.size()));
    }

    /** A scene by weight among those that pass. */
    Scene anyScene(RandomGenerator random, java.util.function.Predicate<Scene> fitting) {
        List<Scene> candidates = scenes.stream().filter(fitting).toList();
        int ticket = random.nextInt(candidates.stream().mapToInt(Scene::weight).sum());
        for (Scene scene : candidates) {
            ticket -= scene.weight();
            if (ticket < 0) {
                return scene;
            }
        }
        throw new IllegalStateException("scenes.yaml 中权重须为正数");
    }
}
