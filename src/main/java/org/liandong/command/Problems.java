package org.liandong.command;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/** Turns what stopped the hub into one line that says what to do. */
final class Problems {
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private Problems() {}

    static String line(Throwable problem) {
        return "启动失败: " + said(problem).replaceAll("\\s*\\R\\s*", " ").strip();
    }

    /** The words of whoever of us noticed first; else those of whoever was nearest to the cause. */
    private static String said(Throwable problem) {
        Throwable root = problem;
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnboundConfigurationPropertiesException unknown) {
                return "配置项 %s 不认识,请对照 docs/configuration.md 核对拼写".formatted(names(unknown));
            }
            if (cause instanceof BindException wrong
                    && !(wrong.getCause() instanceof UnboundConfigurationPropertiesException)) {
                return "配置项 %s 的值%s不可用,请对照 docs/configuration.md 改正"
                        .formatted(wrong.getName(), value(wrong.getProperty()));
            }
            if (isOurs(cause)) {
                return String.valueOf(cause.getMessage());
            }
            root = cause;
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** We speak Chinese; frameworks do only where they quote us. */
    private static boolean isOurs(Throwable problem) {
        String message = problem.getMessage();
        return message != null
                && HAN.matcher(message).find()
                && !problem.getClass().getName().startsWith("org.springframework.")
                && !message.equals(String.valueOf(problem.getCause()));
    }

    private static String names(UnboundConfigurationPropertiesException unknown) {
        return unknown.getUnboundProperties().stream()
                .map(property -> property.getName().toString())
                .sorted()
                .collect(Collectors.joining("、"));
    }

    private static String value(@Nullable ConfigurationProperty property) {
        return property == null ? "" : "“" + property.getValue() + "”";
    }
}
