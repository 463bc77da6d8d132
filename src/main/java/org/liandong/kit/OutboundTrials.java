package org.liandong.kit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.liandong.cases.CaseState;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.connectors.Layout;
import org.liandong.connectors.Samples;
import org.liandong.connectors.WellFormed;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Request;

/** What becomes of the hub's letters on their way into the receiver's form. */
final class OutboundTrials {
    private static final Charset GBK = Charset.forName("GBK");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Connector connector;
    private final Path folder;
    private final Receiver receiver;
    private final Charset charset;
    private final Optional<Layout> layout;

    OutboundTrials(Connector connector, Path folder, Receiver receiver) {
        this.connector = connector;
        this.folder = folder;
        this.receiver = receiver;
        this.charset = connector.delivery().charset();
        this.layout = connector.delivery().files().map(Delivery.Files::layout);
    }

    List<Trial> all() {
        List<Trial> trials = new ArrayList<>();
        connector.operations().keySet().stream()
                .sorted()
                .forEach(operation -> letter(operation).ifPresent(letter -> {
                    String stage = "出站 " + operation;
                    trials.add(longText(stage, operation, letter));
                    trials.add(marks(stage, operation, letter));
                    trials.add(barest(stage, operation, letter));
                    connector
                            .delivery()
                            .table()
                            .ifPresent(table -> trials.add(sameRow(stage, operation, letter, table.key())));
                    if (layout.isPresent()) {
                        trials.add(sameFile(stage, operation, letter));
                    }
                }));
        if (connector instanceof ChannelConnector && connector.operations().containsKey("STATUS")) {
            letter("STATUS").ifPresent(letter -> trials.add(everyState(letter)));
        }
        return trials;
    }

    private Optional<Letter> letter(String operation) {
        try {
            return Samples.inputsOf(operation, folder).stream().findFirst().map(Letter::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalArgumentException e) {
            // the sample itself has failed and says so
            return Optional.empty();
        }
    }

    private Trial longText(String stage, String operation, Letter letter) {
        return tried(stage, "四千字,含表情与生僻字", "映射要能处理任意长的文字", () -> {
            String usual = text(operation, letter.copy());
            String sent = text(operation, letter.atLength());
            if (count(sent, '?') > count(usual, '?') || sent.indexOf('\uFFFD') >= 0) {
                return Optional.of(new Trouble("有字变成了问号", "charset 写对方实际能收的字符集"));
            }
            if (connector.delivery().gbkTarget() && !GBK.newEncoder().canEncode(sent)) {
                return Optional.of(new Trouble("有GBK存不下的字", "映射里不要自己写GBK以外的字"));
            }
            if (sent.contains(Letter.BEGINNING) && !sent.contains(Letter.END)) {
                return Optional.of(new Trouble("正文被截短,对方看不到结尾", "不要在映射里截短;对方字段放不下时,先与对方商定其余放在哪里"));
            }
            return malformed(sent, "由映射语言写出文本,不要自己拼接");
        });
    }

    private Trial marks(String stage, String operation, Letter letter) {
        return tried(
                stage,
                "文字里有尖括号、引号、]]>与换行",
                "映射要能处理任意文字",
                () -> malformed(text(operation, letter.withMarks()), "由映射语言写出文本,不要自己拼接标签或引号"));
    }

    private Trial barest(String stage, String operation, Letter letter) {
        return tried(
                stage,
                "可以没有的都没有:事项、位置、联系方式、附件",
                "取值前先看有没有",
                () -> malformed(text(operation, letter.atItsBarest()), "没有值的字段写空,或不写"));
    }

    private Trial sameRow(String stage, String operation, Letter letter, List<String> key) {
        return tried(stage, "同一件过一天再送一次,还是同一行", "映射写出一个JSON对象:列名到值", () -> {
            JsonNode row = row(text(operation, letter.copy()));
            JsonNode again = row(text(operation, letter.sentAgain()));
            return key.stream()
                    .flatMap(column -> identity(column, row.path(column), again.path(column)).stream())
                    .findFirst();
        });
    }

    private Trial sameFile(String stage, String operation, Letter letter) {
        return tried(stage, "同一件过一天再送一次,还是同一个文件", "映射要能写出文件", () -> {
            Optional<Request> first = receiver.compose(operation, letter.copy());
            Optional<Request> again = receiver.compose(operation, letter.sentAgain());
            boolean same = first.map(Request::address).equals(again.map(Request::address))
                    && Arrays.equals(
                            first.map(Request::body).orElse(null),
                            again.map(Request::body).orElse(null));
            return same
                    ? Optional.empty()
                    : Optional.of(new Trouble("文件名或内容变了", "对方凭文件名与摘要认出重复:时间用writtenAt,不要用sentAt"));
        });
    }

    private static Optional<Trouble> identity(String column, JsonNode first, JsonNode again) {
        if (first.isMissingNode() || first.isNull()) {
            return Optional.of(new Trouble("列%s没有值".formatted(column), "它是行的身份(table.key),映射要给它值"));
        }
        return first.equals(again)
                ? Optional.empty()
                : Optional.of(
                        new Trouble("列%s由%s变成了%s".formatted(column, first, again), "它是行的身份:时间用writtenAt,不要用sentAt"));
    }

    private static JsonNode row(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    /** What was seen, and what to change. */
    private record Trouble(String seen, String cure) {}

    /** @param cure if the mapping does not bear it at all */
    private static Trial tried(String stage, String name, String cure, Supplier<Optional<Trouble>> trouble) {
        try {
            return trouble.get()
                    .map(found -> Trial.failed(stage, name, found.seen(), found.cure()))
                    .orElseGet(() -> Trial.passed(stage, name));
        } catch (RuntimeException e) {
            return Trial.failed(stage, name, String.valueOf(e.getMessage()), cure);
        }
    }

    private Trial everyState(Letter letter) {
        String stage = "出站 STATUS";
        String name = "办件的每一种状态都有说法,或明确不告知";
        List<String> without = Arrays.stream(CaseState.values())
                .map(CaseState::published)
                .distinct()
                .filter(state -> !canSay(letter.copy().put("state", state)))
                .toList();
        return without.isEmpty()
                ? Trial.passed(stage, name)
                : Trial.failed(stage, name, "说不出:" + String.join("、", without), "在状态表里补上;不告知的,代码留空");
    }

    private boolean canSay(ObjectNode letter) {
        try {
            text("STATUS", letter);
            return true;
        } catch (Receiver.CannotCompose e) {
            return false;
        }
    }

    /** What would go over the wire, read as the receiver reads it; empty if the letter says nothing to this receiver. */
    private String text(String operation, ObjectNode letter) {
        return receiver.compose(operation, letter)
                .map(Request::body)
                .map(body -> new String(body, charset))
                .orElse("");
    }

    private Optional<Trouble> malformed(String sent, String cure) {
        return sent.isEmpty() ? Optional.empty() : complaint(sent).map(complaint -> new Trouble(complaint, cure));
    }

    /** What whoever reads it would say: a parser, or a spreadsheet. */
    private Optional<String> complaint(String sent) {
        Layout sheet = layout.filter(any -> any != Layout.XML).orElse(null);
        if (sheet == null) {
            return WellFormed.complaint(sent);
        }
        try {
            List<Layout.Part> lines = sheet.read(sent, "");
            return lines.isEmpty() ? Optional.of("文件里一条记录也没有") : Optional.empty();
        } catch (Layout.Unreadable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }
}
