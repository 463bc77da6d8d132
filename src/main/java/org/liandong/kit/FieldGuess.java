package org.liandong.kit;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a foreign field may mean, by its name and what its contract says of it. A guess is for people to confirm. */
final class FieldGuess {
    private static final List<FieldGuess> GUESSES = List.of(
            guess(
                    "taskNo",
                    "taskno|tasknumber|taskid|taskcode|externalid|externalno|sourceno|sourceid|outid|outno|thirdid",
                    "任务号|任务编号|来源编号|外部编号|来文编号"),
            guess("caseNo", "caseno|casenumber|caseid|orderno|eventno|eventid", "办件编号|工单号|工单编号|事件编号"),
            guess("operationKey", "requestid|idempotencykey|messageid|msgid|serialno", "流水号|请求号|幂等"),
            guess("title", "title|subject|theme", "标题|主题"),
            guess("content", "content|description|desc|detail|matter|eventdesc|remark", "内容|描述|详情"),
            guess("urgency", "urgency|urgent|level|priority", "紧急"),
            guess("item.code", "itemcode|categorycode|typecode", "事项代码|事项编码|类别代码"),
            guess("item.name", "itemname|categoryname|typename|category", "事项名称|类别名称"),
            guess("caseType", "casetype|appealtype|ordertype", "诉求类型|办件类型"),
            guess(
                    "petitioner.display",
                    "petitioner|petitionername|callername|linkman|contactname|contactperson|person|name",
                    "诉求人|来电人|投诉人|联系人|姓名"),
            guess(
                    "petitioner.contact",
                    "phone|mobile|tel|telephone|callerphone|contactphone|contacttel|linktel",
                    "电话|手机|联系方式"),
            guess("location.street", "street|streetname|town", "街道"),
            guess("location.address", "address|addr|location|place|position", "地址|地点|位置"),
            guess("location.lng", "lng|lon|longitude|coordinatex|x", "经度"),
            guess("location.lat", "lat|latitude|coordinatey|y", "纬度"),
            guess("location.crs", "crs|coordtype|coordinatesystem", "坐标系"),
            guess("secret", "secret|issecret|confidential", "保密"),
            guess("clock.signDue", "signdue|signlimit|acceptbefore|acceptdeadline", "签收期限|受理期限|签收时限"),
            guess(
                    "clock.disposeDue",
                    "deadline|due|duetime|limittime|disposelimit|finishbefore|finishtime|expiretime",
                    "办结期限|办理期限|办结时限|截止时间|限办时间"),
            guess(
                    "clock.dispatchedAt",
                    "dispatchtime|dispatchedat|sendtime|createtime|assigntime|time",
                    "派遣时间|派发时间|下发时间|发送时间"));

    private final String path;
    private final Pattern names;
    private final Pattern words;

    private FieldGuess(String path, Pattern names, Pattern words) {
        this.path = path;
        this.names = names;
        this.words = words;
    }

    private static FieldGuess guess(String path, String names, String words) {
        return new FieldGuess(path, Pattern.compile(names), Pattern.compile(words));
    }

    /** The field of the hub's letter, such as {@code petitioner.display}; what the contract says weighs more than a name. */
    static Optional<String> of(ForeignField field) {
        String name = field.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return GUESSES.stream()
                .filter(guess ->
                        guess.words.matcher(field.words() + " " + field.name()).find())
                .findFirst()
                .or(() -> GUESSES.stream()
                        .filter(guess -> guess.names.matcher(name).matches())
                        .findFirst())
                .map(guess -> guess.path);
    }
}
