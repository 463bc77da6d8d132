package org.liandong.alarms;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.liandong.ledger.Alarm;
import org.liandong.ledger.AlarmsView.Event;
import org.liandong.ledger.AlarmsView.Notice;

/** Sends each opening and closing as a letter to people. */
public final class MailHerald implements Herald {
    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("M月d日 HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final Post post;
    private final List<String> to;

    /** Carries a letter. */
    @FunctionalInterface
    public interface Post {
        void send(List<String> to, String subject, String text) throws IOException;
    }

    public MailHerald(Post post, List<String> to) {
        this.post = post;
        this.to = List.copyOf(to);
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public void tell(Notice notice) throws IOException {
        Alarm alarm = notice.alarm();
        boolean opened = notice.event() == Event.OPENED;
        String subject = "[联动枢纽] %s: %s".formatted(opened ? "告警" : "告警解除", alarm.title());
        StringBuilder text = new StringBuilder()
                .append(alarm.title())
                .append("\n")
                .append(alarm.words())
                .append("\n\n")
                .append("起于 ")
                .append(AT.format(alarm.openedAt()));
        if (alarm.closedAt() != null) {
            text.append(",解除于 ").append(AT.format(alarm.closedAt()));
        }
        if (alarm.times() > 1) {
            text.append(",其间发生%d次".formatted(alarm.times()));
        }
        post.send(
                to,
                subject,
                text.append("。\n告警 ")
                        .append(alarm.id())
                        .append(" 号,在枢纽的“告警”页认领。\n")
                        .toString());
    }
}
