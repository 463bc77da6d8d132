package org.liandong.connectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Loads the folders {@code channels/*} and {@code departments/*}, each by itself: a broken one holds up no other. */
public final class Connectors {
    private static final String FILE = "connector.yaml";

    private Connectors() {}

    /**
     * Loads what lies below a folder. Nothing is kept from one call to the next, so calling again is reloading.
     *
     * @param folder holds {@code channels} and {@code departments}; either may be missing
     */
    public static Loaded load(Path folder) {
        List<Connector> connectors = new ArrayList<>();
        List<Loaded.Broken> broken = new ArrayList<>();
        Map<String, String> taken = new HashMap<>();
        for (String group : List.of("channels", "departments")) {
            for (Path home : folders(folder.resolve(group), broken)) {
                reading(group + "/" + home.getFileName(), broken, () -> {
                            Connector connector = ConnectorReader.read(home, group);
                            claim(connector, group, taken);
                            return connector;
                        })
                        .ifPresent(connectors::add);
            }
        }
        return new Loaded(connectors, broken);
    }

    /** Loads one connector by itself, wherever its folder lies: channel or department is what its settings say. */
    public static Loaded loadOne(Path folder) {
        List<Loaded.Broken> broken = new ArrayList<>();
        Optional<Connector> connector =
                reading(String.valueOf(folder.getFileName()), broken, () -> ConnectorReader.read(folder));
        return new Loaded(connector.stream().toList(), broken);
    }

    /** Whatever one folder manages to upset, the others must load. */
    private static Optional<Connector> reading(
            String folder, List<Loaded.Broken> broken, Supplier<Connector> connector) {
        try {
            return Optional.of(connector.get());
        } catch (FaultyConnectorException e) {
            broken.add(new Loaded.Broken(folder, e.file(), e.line(), e.reason()));
        } catch (RuntimeException e) {
            broken.add(new Loaded.Broken(folder, "", 0, "无法载入:" + e));
        }
        return Optional.empty();
    }

    /** What only one connector may have goes to the first; the second is set aside rather than both mixed up. */
    private static void claim(Connector connector, String group, Map<String, String> taken) {
        String owner = group + "/" + connector.name();
        List<String> claims = new ArrayList<>();
        claims.add("名称 " + connector.name());
        if (connector instanceof DepartmentConnector department) {
            claims.add("部门 " + department.department());
        }
        // a table or folder is in the system's own house: another may have one of the same name
        connector.receives().stream()
                .filter(entry -> entry.rows().isEmpty() && entry.batches().isEmpty())
                .forEach(entry -> claims.add("入口 " + entry.path()));
        for (String claim : claims) {
            String other = taken.get(claim);
            if (other != null) {
                throw new FaultyConnectorException(FILE, 0, "%s 已由 %s 占用:请改名或停用其一".formatted(claim, other));
            }
        }
        claims.forEach(claim -> taken.put(claim, owner));
    }

    private static List<Path> folders(Path group, List<Loaded.Broken> broken) {
        if (!Files.isDirectory(group)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.list(group)) {
            return paths.filter(Files::isDirectory)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            broken.add(new Loaded.Broken(String.valueOf(group.getFileName()), "", 0, "目录无法读取:" + e.getMessage()));
            return List.of();
        }
    }
}
