package org.liandong.operations;

import java.util.List;
import java.util.Map;

/** What the reason codes mean (reference §4.2). */
final class ReasonNames {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("R01", "非本单位职责"),
            Map.entry("R02", "职责交叉建议改派"),
            Map.entry("R03", "属地错误"),
            Map.entry("R04", "信息不全无法办理"),
            Map.entry("R05", "重复件"),
            Map.entry("R06", "应由上级/市级办理"),
            Map.entry("R07", "已进入法定程序"),
            Map.entry("R99", "其他"),
            Map.entry("E01", "工程施工"),
            Map.entry("E02", "权属调查"),
            Map.entry("E03", "检测鉴定"),
            Map.entry("E04", "法定程序"),
            Map.entry("E05", "不可抗力"),
            Map.entry("E06", "诉求人要求"),
            Map.entry("G01", "季节"),
            Map.entry("G02", "列入计划工程"),
            Map.entry("G03", "法定程序中"),
            Map.entry("G04", "主体灭失/无法联系"),
            Map.entry("G05", "等待上级政策"),
            Map.entry("N01", "诉讼仲裁"),
            Map.entry("N02", "纪检监察"),
            Map.entry("N03", "行政复议/信息公开"),
            Map.entry("N04", "信访已受理"),
            Map.entry("N05", "涉密/隐私/公序良俗"),
            Map.entry("N06", "紧急警情转110/119/120/122"),
            Map.entry("N07", "非本市区管辖"),
            Map.entry("N08", "无实质内容"),
            Map.entry("N09", "恶意重复"));

    /** What a department may give as its reason, by what it asks for. */
    static final Map<String, List<Reason>> BY_KIND =
            Map.of("return", reasons("R"), "extension", reasons("E"), "suspension", reasons("G"));

    /** For what a case may be refused. */
    static final List<Reason> REFUSALS = reasons("N");

    private ReasonNames() {}

    record Reason(String code, String words) {}

    private static List<Reason> reasons(String letter) {
        return NAMES.keySet().stream()
                .filter(code -> code.startsWith(letter))
                .sorted()
                .map(code -> new Reason(code, of(code)))
                .toList();
    }

    /** Code and meaning; the code alone where it is not in the list. */
    static String of(String code) {
        String name = NAMES.get(code);
        return name == null ? code : code + name;
    }
}
