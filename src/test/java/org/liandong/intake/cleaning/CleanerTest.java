package org.liandong.intake.cleaning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.liandong.cases.QualityNote;
import org.liandong.cases.Urgency;

class CleanerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant RECEIVED = Instant.parse("2026-07-10T02:00:00Z");

    private final Cleaner cleaner = new Cleaner(List.of("江苏省", "南京市", "江宁区"));

    @Test
    void aReportWithoutNumberOrWordsIsToldWhatToAddInItsOwnWords() {
        CleanedReport report = cleaner.clean(
                message("{'content':'暂无'}"), path -> path.equals("externalNo") ? "gdbh" : "fynr", RECEIVED);

        assertThat(report.defects())
                .extracting(Defect::field, Defect::path, Defect::code, Defect::message)
                .containsExactly(
                        tuple("gdbh", "externalNo", "MISSING", "缺少必填项gdbh,请补全后重发"),
                        tuple("fynr", "content", "MISSING", "缺少必填项fynr,请补全后重发"));
        assertThat(report.needsQuarantine()).isTrue();
    }

    @Test
    void aTitleAloneIsEnough() {
        CleanedReport report = clean("{'externalNo':'A1','title':'井盖缺失'}");

        assertThat(report.defects()).isEmpty();
        assertThat(report.statement().titleForDispatch()).isEqualTo("井盖缺失");
        assertThat(report.statement().content()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'2.02607E+17'", "2.02607e17"})
    void aNumberThatASpreadsheetDestroyedIsRefused(String number) {
        CleanedReport report = clean("{'externalNo':%s,'content':'井盖缺失'}".formatted(number));

        assertThat(report.externalNo()).isNull();
        assertThat(report.defects()).extracting(Defect::code).containsExactly("Q-EXCEL");
        assertThat(report.has("Q-EXCEL")).isTrue();
    }

    @Test
    void anObjectWhereAValueBelongsIsADefectOfTheMapping() {
        CleanedReport report = clean("{'externalNo':'A1','content':'井盖缺失','times':{'occurred':{'a':1}}}");

        assertThat(report.defects())
                .extracting(Defect::path, Defect::code)
                .containsExactly(tuple("times.occurred", "SHAPE"));
    }

    @Test
    void aReportWithoutTitleGetsOneWithoutPersonalData() {
        CleanedReport report = clean("{'externalNo':'A1','content':'来电人反映:19900000001的车堵住消防通道。已经三天。'}");

        assertThat(report.statement().title()).isNull();
        assertThat(report.statement().titleForDispatch()).isEqualTo("199****0001的车堵住消防通道");
        assertThat(report.statement().content()).contains("19900000001");
        assertThat(report.statement().contentForDispatch()).doesNotContain("19900000001");
    }

    @Test
    void theAskersOwnNameAndHomeAreHiddenInTheText() {
        CleanedReport report = clean("{'externalNo':'A1','title':'江小雨反映噪声',"
                + "'content':'江小雨称:家住将军大道9号翠屏苑3幢502室,楼下江小雨棋牌室太吵','petitioner':"
                + "{'name':'江小雨','homeAddress':'将军大道9号翠屏苑3幢502室'}}");

        assertThat(report.statement().titleForDispatch()).isEqualTo("江*反映噪声");
        assertThat(report.statement().contentForDispatch()).isEqualTo("江*称:家住将军大道,楼下江*棋牌室太吵");
        assertThat(report.notes()).contains(new QualityNote("Q-PII-IN-TEXT", "title,content", "姓名遮蔽后再派遣;姓名/住址遮蔽后再派遣"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    `'secret':'0','caseType':'投诉'`,   false
                    `'secret':'1','caseType':'投诉'`,   true
                    `'secret':true`,                    true
                    `'secret':1`,                       true
                    `'secret':'否'`,                    false
                    `'secret':'请严格保密'`,            true
                    `'caseType':'举报'`,                true
                    `'secret':'0','caseType':'举报'`,   false
                    `'secret':'','caseType':'举报'`,    true
                    `'caseType':'求助'`,                false
                    """)
    void secrecyIsGrantedIfAskedOrInDoubt(String fields, boolean secret) {
        assertThat(clean("{'externalNo':'A1','content':'井盖缺失',%s}".formatted(fields))
                        .wishes()
                        .secret())
                .isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({"1,E", "特急,E", "E,E", "紧急,H", "２,H", "一般,N", "n,N", "7级,", "'',"})
    void urgencyInTheWordsOfTheChannels(String said, @Nullable Urgency urgency) {
        assertThat(clean("{'externalNo':'A1','content':'井盖缺失','urgency':'%s'}".formatted(said))
                        .statement()
                        .urgency())
                .isEqualTo(urgency);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1、井盖缺失 2、路灯不亮 3、垃圾未清         | 3
                    一、井盖缺失；二、路灯不亮                  | 2
                    反映:(1)井盖缺失(2)路灯不亮                 | 2
                    反映三个问题：一是井盖缺失；二是路灯不亮；三是垃圾 | 3
                    井盖缺失。另外还反映路灯不亮                | 2
                    井盖缺失,同时投诉物业不管                   | 2
                    1号楼2号楼之间井盖缺失,3天了                | 1
                    高度1.2米,宽2.5米                          | 1
                    之前打过电话没人管【第3次来电】             | 1
                    一、二号楼之间井盖缺失                      | 1
                    """)
    void severalProblemsInOneOrderAreProposedForSplitting(String content, int issues) {
        CleanedReport report =
                clean(JSON.createObjectNode().put("externalNo", "A1").put("content", content));

        assertThat(report.notes().stream()
                        .filter(note -> note.code().equals("Q-MULTI-ISSUE"))
                        .map(QualityNote::action))
                .isEqualTo(issues == 1 ? List.of() : List.of("疑似一单多诉(%d项),建议拆分".formatted(issues)));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    `'content':'测试'`,                                                       true
                    `'content':'这是一条测试工单,请忽略'`,                                     true
                    `'content':'【测试】井盖'`,                                               true
                    `'title':'test123','content':'井盖'`,                                     true
                    `'content':'井盖','petitioner':{'name':'张三','phone':'110'}`,            true
                    `'content':'井盖','petitioner':{'name':'测试员1'}`,                        true
                    `'content':'井盖','petitioner':{'name':'张三','phone':'19900000001'}`,    false
                    `'content':'小区核酸检测点测试设备噪声扰民'`,                              false
                    `'content':'驾校测试场地占道'`,                                           false
                    """)
    void testDataIsQuarantined(String fields, boolean test) {
        CleanedReport report = clean("{'externalNo':'A1',%s}".formatted(fields));

        assertThat(report.has("Q-ID-TEST")).isEqualTo(test);
        assertThat(report.needsQuarantine()).isEqualTo(test);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    已处理                                              | true
                    已转相关部门                                        | true
                    经核实,已按规定处理完毕。                           | true
                    情况属实,将尽快处理,谢谢!                           | true
                    好的                                                | true
                    ''                                                  | true
                    22:41到场设置围挡及警示灯;23:36更换同规格球墨铸铁井盖,恢复通行。 | false
                    已联系邻居及社区,网格员正上门                        | false
                    铲除并清洗墙面                                      | false
                    宏运大道路口井盖缺失,晚上没有路灯,请尽快处理         | true
                    """)
    void anAnswerThatSaysNothingIsFlagged(String reply, boolean lazy) {
        String complaint = "宏运大道路口井盖缺失,晚上没有路灯,请尽快处理。";

        assertThat(LazyReplies.judge(reply, complaint, "blyj"))
                .extracting(QualityNote::code)
                .isEqualTo(lazy ? List.of("Q-LAZY-REPLY") : List.of());
    }

    @Test
    void copiedAnswersAreMeasured() {
        assertThat(LazyReplies.similarity("已到现场清理小广告6张", "已到现场,清理小广告6张。")).isEqualTo(1.0);
        assertThat(LazyReplies.similarity("已到现场清理小广告6张", "更换井盖一处")).isLessThan(0.1);
    }

    @Test
    void attachmentsKeepWhatIsUsableAndTellOfHiddenPositions() {
        CleanedReport report = clean("{'externalNo':'A1','content':'井盖缺失','attachments':["
                + "{'id':'m1','url':'https://cdn.example.invalid/m1.HEIC?t=1','size':'2048','sm3':'%s'},"
                        .formatted("AB".repeat(32))
                + "{'name':'t_1.jpg','exif':true,'size':12,'sm3':'<64 hex>'},{'name':'t_2.jpg'}]}");

        assertThat(report.notes())
                .containsExactly(new QualityNote("Q-HEIC-EXIF", "m1,t_1.jpg", "转JPEG,EXIF定位另存受控字段后剥离;EXIF定位另存受控字段后剥离"));
        assertThat(report.attachments())
                .extracting(CleanedReport.Attachment::size, CleanedReport.Attachment::sm3)
                .containsExactly(tuple(2048L, "ab".repeat(32)), tuple(12L, null), tuple(null, null));
    }

    @Test
    void aReportThatWasHandledOnTheSpotKeepsWhatWasDone() {
        CleanedReport report = clean("{'externalNo':'A1','content':'小广告6张','selfHandled':"
                + "{'finishTime':'2026-07-09T09:24:40+08:00','measure':'铲除并清洗墙面','resolved':true}}");

        CleanedReport.SelfHandled done = Objects.requireNonNull(report.selfHandled());
        assertThat(done.finishTime()).isEqualTo("2026-07-09T09:24:40+08:00");
        assertThat(done.resolved()).isTrue();
        assertThat(report.notes()).isEmpty();
        assertThat(clean("{'externalNo':'A1','content':'小广告','selfHandled':{'measure':'已处理'}}")
                        .has("Q-LAZY-REPLY"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "E, 2026-07-10T01:00:00Z, '', ''",
        "E, 2026-07-09T20:00:00Z, NETWORK_RESTORED, 特急件离线6小时:立即电话通知+应急时钟从接收时起算;不追责网格员",
        "E, 2026-07-10T01:20:00Z, NETWORK_RESTORED, 特急件离线40分钟:立即电话通知+应急时钟从接收时起算;不追责网格员",
        "E, 2026-07-10T01:50:00Z, NETWORK_RESTORED, ''",
        "N, 2026-07-09T20:00:00Z, NETWORK_RESTORED, ''"
    })
    void anUrgentReportThatWaitedForANetworkIsCalledOut(
            String urgency, String discovered, String reason, String action) {
        CleanedReport report = clean(
                "{'externalNo':'A1','content':'山体有裂缝','urgency':'%s','times':{'discovered':'%s'},'uploadReason':'%s'}"
                        .formatted(urgency, discovered, reason));

        assertThat(report.notes())
                .extracting(QualityNote::action)
                .isEqualTo(action.isEmpty() ? List.of() : List.of(action.replace("起算;", "起算,")));
    }

    @Test
    void notesOfOneCodeAreJoined() {
        CleanedReport report = clean("{'externalNo':'Ａ1','title':'<b>井盖</b>','content':'<p>１号</p>'}");

        assertThat(report.notes())
                .containsExactly(
                        new QualityNote("Q-FULLWIDTH", "externalNo,content", "NFKC"),
                        new QualityNote("Q-HTML", "title,content", "转纯文本"));
    }

    /** Whatever a sender writes into whatever field: an answer, never an exception. */
    @Test
    void rubbishInAnyFieldIsAnsweredAndNeverThrown() {
        long seed = 12345L;
        Random random = new Random(seed);
        String[] pieces = {
            "<p>",
            "&nbsp;",
            "😡",
            "\u0000",
            "\uD83D",
            "１",
            "19900000001",
            "?",
            "无",
            "24:00",
            "2026",
            "-",
            "/",
            "年",
            "(保密",
            "'",
            "\\",
            "E+1",
            "𬱖",
            "[链接",
            "\n",
            "一"
        };
        String[] paths = {
            "externalNo",
            "caseType",
            "title",
            "content",
            "secret",
            "anonymous",
            "urgency",
            "externalLimit",
            "deviceClock",
            "uploadReason",
            "rawCharset",
            "rawDeclaredInner"
        };
        String[] nested = {
            "petitioner.name",
            "petitioner.phone",
            "petitioner.idNo",
            "petitioner.homeAddress",
            "times.occurred",
            "times.discovered",
            "location.address",
            "location.grid",
            "location.lng",
            "selfHandled.measure",
            "selfHandled.finishTime"
        };
        for (int i = 0; i < 600; i++) {
            ObjectNode message = JSON.createObjectNode();
            for (String path : paths) {
                message.put(path, rubbish(random, pieces));
            }
            for (String path : nested) {
                String[] steps = path.split("\\.", -1);
                message.withObject("/" + steps[0]).put(steps[1], rubbish(random, pieces));
            }
            message.putArray("attachments")
                    .addObject()
                    .put("url", rubbish(random, pieces))
                    .put("takenAt", rubbish(random, pieces));
            CleanedReport report = cleaner.clean(message, UnaryOperator.identity(), RECEIVED);
            assertThat(report.notes().stream().map(QualityNote::code).distinct())
                    .as("seed %d, round %d: %s", seed, i, message)
                    .hasSize(report.notes().size());
        }
    }

    private static String rubbish(Random random, String[] pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    private CleanedReport clean(String json) {
        return clean(message(json));
    }

    private CleanedReport clean(ObjectNode message) {
        return cleaner.clean(message, UnaryOperator.identity(), RECEIVED);
    }

    private static ObjectNode message(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
