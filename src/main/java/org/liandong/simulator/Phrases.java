package org.liandong.simulator;

import java.util.List;
import java.util.Map;

/** What departments write into their reports. */
final class Phrases {
    private static final Map<String, List<String>> OFFICERS = Map.of(
            "HB", List.of("吴某", "郑工", "何某"),
            "CG", List.of("孙强", "周工", "陆队"),
            "XF", List.of("冯某", "唐某", "许参谋"),
            "MZ", List.of("林某", "高某", "韦主任"),
            "SF", List.of("周某", "钱调解员", "石所长"),
            "WH", List.of("秦某", "顾队", "白某"));
    private static final Map<String, List<String>> DONE = Map.of(
            "HB",
            List.of(
                    "现场核查属实,已责令停止产生噪声的作业并立案调查,今晚安排复查。",
                    "已到现场采样监测,责令企业检修废气处理设施,三日内提交整改报告。",
                    "经核查,商户未开启油烟净化设备,已责令当场整改并清洗管道。"),
            "CG",
            List.of("到场设置围挡及警示灯,更换同规格球墨铸铁井盖,恢复通行。", "已劝离占道摊点三处,清扫路面油污,安排定时巡查。", "暴露垃圾已清运完毕,周边地面冲洗消杀。"),
            "XF",
            List.of("到场后责令物业施划标线并清移车辆五辆,消防通道恢复;已约谈物业。", "已督促物业清理堆放物,测试登高面通行正常,纳入本月抽查。"),
            "MZ",
            List.of("已上门核实,先行发放临时救助金并安置住处,后续由社区跟进。", "经入户调查符合急难救助条件,当日办理临时救助并联系救助站接待。"),
            "SF",
            List.of("组织双方到社区调解室调解,达成协议并签字,一周后回访。", "已告知法律援助条件并协助填写申请,当日受理。"),
            "WH",
            List.of("已更换断裂的健身器材踏板,同批器材逐件检查。", "到场检查,责令停业整顿并立案,监护人已接回未成年人。"));
    private static final Map<String, String> REASON = Map.of(
            "HB", "经核,该处夜间施工许可由城管部门核发,建议转派区城管局。依据:部门职责清单第3类第5项。",
            "CG", "经核,该工地噪声监管职责属环保,建议转派区环保局。依据:部门职责清单第3类第5项。",
            "XF", "经核,该处为市政道路违停,管辖属公安交管,建议转派公安分局。",
            "MZ", "经核,诉求属医疗救助范围,建议转派区卫健委。",
            "SF", "经核,双方系劳动关系纠纷,建议转派区人社局。",
            "WH", "经核,该场所未取得营业执照,建议转派区市场监管局。");
    private static final Map<String, String> SUGGESTED =
            Map.of("HB", "CG", "CG", "HB", "XF", "GA", "MZ", "WJ", "SF", "RS", "WH", "GS");

    private Phrases() {}

    /** The outcome as it happens now; the same task gets the same officer and words in every run. */
    static Outcome outcome(String department, String taskNo, String deptTaskNo, Outcome.Kind kind, String id) {
        int choice = Math.floorMod(taskNo.hashCode(), 997);
        List<String> officers = known(OFFICERS, department);
        String text = switch (kind) {
            case SIGNED -> "已签收,安排人员到场。";
            case PROGRESS -> "已联系诉求人并到现场核查,正在处置。";
            case EXTENSION -> "需委托第三方机构检测,报告出具需5个工作日,申请延期。";
            case RETURN -> known(REASON, department);
            case DONE -> {
                List<String> texts = known(DONE, department);
                yield texts.get(choice % texts.size());
            }
        };
        return new Outcome(
                id,
                taskNo,
                deptTaskNo,
                kind,
                CityTime.now(),
                officers.get(choice % officers.size()),
                text,
                kind == Outcome.Kind.RETURN ? known(SUGGESTED, department) : "");
    }

    private static <T> T known(Map<String, T> table, String department) {
        T value = table.get(department);
        if (value == null) {
            throw new IllegalArgumentException("仿真部门没有话术: " + department);
        }
        return value;
    }
}
