package org.liandong.kit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.delivery.Receiver;
import org.liandong.delivery.Receiver.Reply;
import org.liandong.delivery.Receiver.Result;

/**
 * What answers are taken for. Two mistakes cost dearly: to believe that a task was taken which was not, and to believe that
 * it was not taken and to send it again.
 */
final class AnswerTrials {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;

    private static final Set<Result> NOT_TAKEN_FOR_CERTAIN = Set.of(Result.UNKNOWN);
    private static final Set<Result> NOT_A_SUCCESS = Set.of(Result.UNKNOWN, Result.REFUSED, Result.RETRY);

    private static final Set<Result> COMES_AGAIN = Set.of(Result.UNKNOWN, Result.RETRY);

    static final Map<Result, String> WORDS = Map.of(
            Result.DELIVERED, "收下",
            Result.REFUSED, "拒收",
            Result.RETRY, "没收下、可再发",
            Result.NOT_FOUND, "对方没有这件",
            Result.UNKNOWN, "不明");

    private final Connector connector;
    private final SampleAnswers answers;
    private final boolean soap;

    AnswerTrials(Connector connector, Path folder, Receiver receiver) {
        this.connector = connector;
        this.answers = new SampleAnswers(connector, folder, receiver);
        this.soap = connector.delivery().protocol().equals("soap");
    }

    List<Trial> all() {
        if (connector.answer().isEmpty()) {
            return List.of();
        }
        String operation =
                connector.operations().keySet().stream().sorted().findFirst().orElse("DISPATCH");
        List<Trial> trials = new ArrayList<>(about("应答", operation, "answer"));
        if (connector instanceof DepartmentConnector department
                && department.lookUp().isPresent()) {
            trials.addAll(about("查询的应答", "LOOK_UP", "lookUp-answer"));
        }
        return trials;
    }

    private List<Trial> about(String stage, String operation, String step) {
        List<Trial> trials = new ArrayList<>();
        List<Reply> samples = answers.of(step);
        trials.add(known(stage, operation, samples));
        samples.stream()
                .filter(reply -> answers.result(operation, reply) == Result.DELIVERED)
                .findFirst()
                .ifPresent(taken ->
                        trials.add(trial(stage, "成功的应答只到了一半", operation, answers.half(taken), NOT_TAKEN_FOR_CERTAIN)));
        trials.add(trial(stage, "应答是空的", operation, answers.reply(OK, ""), NOT_TAKEN_FOR_CERTAIN));
        trials.add(trial(
                stage,
                "应答是一张登录网页",
                operation,
                answers.reply(
                        OK,
                        "<!DOCTYPE html><html><head><title>统一认证</title></head><body>请登录 success 0 200</body></html>"),
                NOT_TAKEN_FOR_CERTAIN));
        trials.add(trial(
                stage,
                "HTTP 200,里面是没见过的业务错误",
                operation,
                answers.reply(
                        OK,
                        soap
                                ? "<r><code>E-77777</code><ERRCD>E-77777</ERRCD></r>"
                                : "{\"code\":\"E-77777\",\"msg\":\"系统异常\"}"),
                NOT_A_SUCCESS));
        if (soap) {
            trials.add(trial(
                    stage,
                    "办了以后才报SOAP错误",
                    operation,
                    answers.reply(
                            OK,
                            "<soapenv:Fault xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><faultcode>"
                                    + "soapenv:Server</faultcode><faultstring>0</faultstring></soapenv:Fault>"),
                    NOT_TAKEN_FOR_CERTAIN));
        } else {
            trials.add(trial(stage, "凭据不对(HTTP 401),没有业务代码", operation, answers.reply(UNAUTHORIZED, ""), COMES_AGAIN));
            trials.add(trial(
                    stage,
                    "地址还没部署好(HTTP 404),一张网页",
                    operation,
                    answers.reply(NOT_FOUND, "<html>404</html>"),
                    COMES_AGAIN));
        }
        return trials;
    }

    /** Samples that show nothing but success leave it open whether anything else is ever seen. */
    private Trial known(String stage, String operation, List<Reply> samples) {
        String name = "样例里有收下的,也有没收下的";
        long taken = samples.stream()
                .filter(reply -> answers.result(operation, reply) == Result.DELIVERED)
                .count();
        return taken > 0 && taken < samples.size()
                ? Trial.passed(stage, name)
                : Trial.failed(stage, name, "%d个样例里%d个是收下".formatted(samples.size(), taken), "各放一个样例");
    }

    private Trial trial(String stage, String name, String operation, Reply reply, Set<Result> right) {
        Result result = answers.result(operation, reply);
        return right.contains(result)
                ? Trial.passed(stage, name)
                : Trial.failed(
                        stage,
                        name,
                        "当作了" + WORDS.get(result),
                        right.contains(Result.REFUSED)
                                ? "只有认得的成功代码才算收下"
                                : right.contains(Result.RETRY)
                                        ? "没有业务代码的4xx写成RETRY:没有到对方的业务系统,修好以后再送"
                                        : "认不出的应答都写成UNKNOWN,由枢纽去核对");
    }
}
