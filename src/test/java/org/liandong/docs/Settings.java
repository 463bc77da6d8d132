package org.liandong.docs;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.liandong.hub.HubSettings;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** What can be set, as the code says it. */
final class Settings {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.]+)}");

    private Settings() {}

    /** Every property of the hub with its default; empty where there is none. */
    static Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        collect("liandong", HubSettings.class, properties);
        return properties;
    }

    private static void collect(String prefix, Class<?> type, Map<String, String> into) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + "." + kebab(component.getName());
            if (component.getType().isRecord()) {
                collect(name, component.getType(), into);
            } else {
                into.put(name, defaultOf(type, component));
            }
        }
    }

    private static String defaultOf(Class<?> type, RecordComponent component) {
        for (var parameter : type.getDeclaredConstructors()[0].getParameters()) {
            DefaultValue value = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getName().equals(component.getName()) && value != null) {
                return String.join(",", value.value());
            }
        }
        return "";
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /** Every placeholder that a shipped connector waits for. */
    static Set<String> placeholders() throws IOException {
        Set<String> placeholders = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("connectors"))) {
            for (Path file : files.filter(one -> one.endsWith("connector.yaml")).toList()) {
                PLACEHOLDER
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(found -> placeholders.add(found.group(1)));
            }
        }
        return placeholders;
    }

    /** The environment variable that sets a property or a placeholder. */
    static String variable(String name) {
        return name.replace(".", "_").replace("-", "").toUpperCase(Locale.ROOT);
    }
}
