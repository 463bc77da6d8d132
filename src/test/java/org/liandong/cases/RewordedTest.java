package org.liandong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a person can write into a command is put into other words, and nothing else is. */
class RewordedTest {
    /** Named in the commands' own components, not in what a report or a merge brings along. */
    private static final Set<String> WRITTEN_BY_PEOPLE =
            Set.of("text", "reason", "opinion", "publicReply", "resolution", "detail", "attachments.name");

    static Stream<Class<?>> commands() {
        return Stream.of(Command.class, Command.OfAssignment.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .filter(Class::isRecord)
                // cleaned as wholes, with their asker
                .filter(command -> command != Command.ReportCase.class && command != Command.MendCase.class);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everythingWrittenByPeople(Class<?> kind) throws ReflectiveOperationException {
        Command command = (Command) filled(kind);
        Map<String, String> before = texts("", command);
        Map<String, String> after = texts("", command.reworded(text -> "<" + text + ">"));

        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((path, text) -> {
            String name = path.endsWith("attachments.name") ? "attachments.name" : path.replaceAll(".*\\.", "");
            assertThat(after.get(path)).as(path).isEqualTo(WRITTEN_BY_PEOPLE.contains(name) ? "<" + text + ">" : text);
        });
    }

    private static Object filled(Class<?> type) throws ReflectiveOperationException {
        if (type == String.class) {
            return "words";
        } else if (type == boolean.class || type == Boolean.class) {
            return true;
        } else if (type == int.class || type == Integer.class) {
            return 1;
        } else if (type == long.class || type == Long.class) {
            return 1L;
        } else if (type == double.class || type == Double.class) {
            return 1.0;
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == CaseNumber.class) {
            return new CaseNumber("JN20260708010193115");
        } else if (type == TaskNumber.class) {
            return new TaskNumber("JN20260708010193115-01");
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == List.class) {
            return List.of();
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = components[i].getName().equals("attachments")
                    ? List.of(filled(Matter.Attachment.class))
                    : filled(components[i].getType());
        }
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values);
    }

    /** Every text in it by the way to it. */
    private static Map<String, String> texts(String path, Object value) throws ReflectiveOperationException {
        Map<String, String> texts = new TreeMap<>();
        if (value instanceof String text) {
            texts.put(path, text);
        } else if (value instanceof List<?> list) {
            for (Object one : list) {
                texts.putAll(texts(path, one));
            }
        } else if (value.getClass().isRecord() && !(value instanceof CaseNumber) && !(value instanceof TaskNumber)) {
            for (RecordComponent component : value.getClass().getRecordComponents()) {
                Object inner = component.getAccessor().invoke(value);
                texts.putAll(texts(path.isEmpty() ? component.getName() : path + "." + component.getName(), inner));
            }
        }
        return texts;
    }
}
