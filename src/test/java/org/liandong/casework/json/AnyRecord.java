package org.liandong.casework.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseNumber;
import org.liandong.cases.Channel;
import org.liandong.cases.TaskNumber;

/**
 * Makes records of any kind, filled at random down to the last component: nullable ones are null now and then, lists are
 * empty to three long, texts hold what breaks careless encoders. A component of an unknown kind fails, so that nothing is
 * left out unseen.
 */
final class AnyRecord {
    private static final List<String> TEXTS = List.of(
            "",
            "投诉",
            "救护车进不来😡",
            "\"引号\"\\反斜杠/",
            "第一行\n第二行\t制表",
            "\u0001\u2028",
            "null",
            "12345",
            "2026-07-08T00:00:00Z");

    private final Random random;

    AnyRecord(Random random) {
        this.random = random;
    }

    <T> T of(Class<T> kind) {
        try {
            RecordComponent[] components = kind.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = kind.getDeclaredConstructor(types);
            return constructor.newInstance(Arrays.stream(components)
                    .map(component -> value(component.getAnnotatedType()))
                    .toArray());
        } catch (ReflectiveOperationException failure) {
            throw new LinkageError("cannot make a " + kind, failure);
        }
    }

    private @Nullable Object value(AnnotatedType type) {
        if (type.isAnnotationPresent(Nullable.class) && random.nextInt(3) == 0) {
            return null;
        }
        if (type instanceof AnnotatedParameterizedType many) {
            AnnotatedType element = many.getAnnotatedActualTypeArguments()[0];
            List<@Nullable Object> values = IntStream.range(0, random.nextInt(4))
                    .mapToObj(i -> value(element))
                    .toList();
            Class<?> raw = (Class<?>) ((ParameterizedType) many.getType()).getRawType();
            return raw == List.class ? values : new LinkedHashSet<>(values);
        }
        return single((Class<?>) type.getType());
    }

    private Object single(Class<?> type) {
        if (type == String.class) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        } else if (type == int.class) {
            return random.nextInt();
        } else if (type == long.class || type == Long.class) {
            return random.nextLong();
        } else if (type == double.class || type == Double.class) {
            return random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
        } else if (type == boolean.class) {
            return random.nextBoolean();
        } else if (type == BigDecimal.class) {
            return BigDecimal.valueOf(random.nextInt(360_000_000), random.nextInt(9));
        } else if (type == Instant.class) {
            return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
        } else if (type == CaseNumber.class) {
            return number();
        } else if (type == TaskNumber.class) {
            return number().task(1 + random.nextInt(99));
        } else if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[random.nextInt(constants.length)];
        } else if (type.isRecord()) {
            return of(type);
        }
        throw new AssertionError("no values known for " + type);
    }

    private CaseNumber number() {
        Channel[] channels = Channel.values();
        return CaseNumber.of(
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(5000)),
                channels[random.nextInt(channels.length)],
                1 + random.nextInt(999_999));
    }
}
