package org.liandong.operations;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.CaseFile;
import org.liandong.ledger.Attempt;
import org.liandong.ledger.Exchange;
import org.liandong.ledger.InboxEntry;
import org.liandong.ledger.OutboxMessage;
import org.liandong.ledger.RawMessage;
import org.liandong.ledger.View;
import org.liandong.soap.PhotoPackage;

/**
 * One message of a case, as it came or as it goes.
 *
 * @param facts what is to be said about it
 * @param text its content; what is personal is hidden unless it was asked for
 * @param answer what was answered, or what the attempts to send it came to
 * @param isWhole whether what is personal is shown
 * @param isGuess whether the text is what would go now: nothing has gone yet
 */
record MessagePage(
        String caseNo,
        String id,
        String title,
        List<CasePage.Fact> facts,
        @Nullable String text,
        List<String> answer,
        boolean isWhole,
        boolean isGuess) {
    private static final String RAW = "raw/";
    private static final String OUTBOX = "outbox/";
    private static final int LONGEST = 100_000;

    /** Whether there is a message beneath a step of the trace. */
    static boolean isMessage(@Nullable String source) {
        return source != null && (source.startsWith(RAW) || source.startsWith(OUTBOX));
    }

    /** Empty if the case has no such message. */
    static Optional<MessagePage> of(
            View view,
            CaseFile file,
            String id,
            UnaryOperator<String> hide,
            boolean whole,
            SentForms forms,
            UnitNames units,
            Instant now) {
        if (id.matches("outbox/\\d{1,18}")) {
            return view.outbox()
                    .find(Long.parseLong(id.substring(OUTBOX.length())))
                    .filter(message -> message.caseNo().equals(file.number()))
                    .map(message -> sent(view, message, id, hide, whole, forms, units, now));
        }
        return id.matches("raw/\\d{4}/\\d{2}/\\d{2}/\\d{6,9}")
                ? view.inbox()
                        .ofRaw(id, file.number().value())
                        .flatMap(entry -> view.raw().find(id).map(kept -> came(view, entry, kept, hide, whole, now)))
                : Optional.empty();
    }

    private static MessagePage came(
            View view, InboxEntry entry, RawMessage.Kept kept, UnaryOperator<String> hide, boolean whole, Instant now) {
        RawMessage message = kept.message();
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact("收到", Moment.of(message.receivedAt(), now).text()));
        facts.add(new CasePage.Fact("从", message.entrance()));
        facts.add(new CasePage.Fact("发送方", message.sender()));
        facts.add(new CasePage.Fact("登记为", entry.message().outcome().chinese()));
        facts.add(new CasePage.Fact("格式", String.valueOf(message.contentType())));
        facts.add(new CasePage.Fact("字符集", String.valueOf(message.charset())));
        facts.add(new CasePage.Fact("字节", Integer.toString(kept.size())));
        facts.add(new CasePage.Fact("SM3", kept.digest()));
        String text = view.raw()
                .bytes(kept.id())
                .map(bytes -> PhotoPackage.shown(bytes, message.contentType(), charset(message.charset())))
                .map(body -> whole ? body : Redaction.of(hide.apply(body)))
                .map(MessagePage::beginning)
                .orElse(null);
        return new MessagePage(
                String.valueOf(entry.message().caseNo()),
                kept.id(),
                "收到的报文",
                facts,
                text,
                List.of(Redaction.of(entry.message().answer())),
                whole,
                false);
    }

    /** Photographs written into a message are long and say nothing to people. */
    private static String beginning(String text) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n……共%d字,只显示前%d字".formatted(text.length(), LONGEST);
    }

    private static Charset charset(@Nullable String name) {
        return name == null || !Charset.isSupported(name) ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    private static MessagePage sent(
            View view,
            OutboxMessage message,
            String id,
            UnaryOperator<String> hide,
            boolean whole,
            SentForms forms,
            UnitNames units,
            Instant now) {
        Optional<String> version =
                view.outbox().version(message.id()).or(() -> view.deliveries().versionFor(message));
        List<Exchange> exchanges = view.exchanges().of(message.id());
        Optional<Exchange> last =
                exchanges.stream().filter(one -> !one.asking()).reduce((one, later) -> later);
        String text = last.map(one -> one.sent().text())
                .orElseGet(() -> last.isPresent() ? null : asItWouldGo(view, message, version, forms));
        List<CasePage.Fact> facts = new ArrayList<>();
        facts.add(new CasePage.Fact("写于", Moment.of(message.createdAt(), now).text()));
        facts.add(new CasePage.Fact("发给", DeliveryLine.receiver(message.receiver(), units)));
        facts.add(new CasePage.Fact("内容", TroubleShelves.what(message.operation())));
        facts.add(new CasePage.Fact(
                "情况", message.parked() ? "等前一条送达" : message.state().chinese()));
        facts.add(new CasePage.Fact(
                "连接器版本", version.map(one -> one.substring(0, 8)).orElse("现在的")));
        last.map(Exchange::sent).ifPresent(sent -> {
            facts.add(new CasePage.Fact("字节", Integer.toString(sent.size())));
            facts.add(new CasePage.Fact("SM3", sent.digest()));
        });
        return new MessagePage(
                message.caseNo().value(),
                id,
                "发出的报文",
                facts,
                text == null ? null : beginning(whole ? text : Redaction.of(hide.apply(text))),
                view.deliveries().attempts(message.id()).stream()
                        .map(attempt -> said(attempt, now) + cameBack(attempt, exchanges, hide, whole))
                        .toList(),
                whole,
                last.isEmpty());
    }

    private static String asItWouldGo(View view, OutboxMessage message, Optional<String> version, SentForms forms) {
        String payload = view.outbox().payload(message.id()).orElse("");
        return forms.of(message, payload, version).orElse(payload);
    }

    /** What the receiver said to it, and to the question about it. */
    private static String cameBack(
            Attempt attempt, List<Exchange> exchanges, UnaryOperator<String> hide, boolean whole) {
        StringBuilder said = new StringBuilder();
        exchanges.stream().filter(one -> one.attemptNo() == attempt.attemptNo()).forEach(one -> {
            Exchange.Said answer = one.answer();
            if (one.asking()) {
                said.append("\n\n查询 ").append(shown(one.sent(), hide, whole));
            }
            if (answer != null) {
                said.append("\n\n应答 ").append(shown(answer, hide, whole));
            }
        });
        return said.toString();
    }

    private static String shown(Exchange.Said said, UnaryOperator<String> hide, boolean whole) {
        String text = said.text();
        return text == null
                ? "只有摘要: %s, %d字节".formatted(said.digest(), said.size())
                : beginning(whole ? text : Redaction.of(hide.apply(text)));
    }

    private static String said(Attempt attempt, Instant now) {
        String outcome = switch (attempt.outcome()) {
            case STARTED -> "正在发";
            case DELIVERED -> "送达";
            case REFUSED -> "对方拒收";
            case FAILED -> "没有送到";
            case UNKNOWN -> "没有回执";
        };
        String number = attempt.foreignNo() == null ? "" : ",对方编号" + attempt.foreignNo();
        String detail =
                attempt.detail() == null || attempt.detail().isBlank() ? "" : ": " + Redaction.of(attempt.detail());
        return "第%d次 %s %s%s%s"
                .formatted(
                        attempt.attemptNo(), Moment.of(attempt.startedAt(), now).text(), outcome, number, detail);
    }

    /** Whether it goes out. */
    public boolean isSent() {
        return id.startsWith(OUTBOX);
    }
}
