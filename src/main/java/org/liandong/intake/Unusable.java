package org.liandong.intake;

import org.liandong.intake.cleaning.PersonalData;

/** A message that is understood but cannot be acted on as it is; names the field in the sender's own words. */
final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 80;
    private final String code;
    private final String field;

    Unusable(String code, String field, String message) {
        // it quotes what was written where it does not belong, which may be anything
        super(PersonalData.mask(message).text());
        this.code = code;
        this.field = field;
    }

    static Unusable missing(Understood message, String name, String what) {
        String field = message.fieldNames().apply(name);
        return new Unusable("FIELD_MISSING", field, what + ",请补全" + field);
    }

    /** A word that no code table of the connector knows, as the mapping reports it: {@code field=word}. */
    static Unusable unknown(Understood message) {
        String code = DepartmentOutcomes.clean(message, "code");
        if (code == null) {
            return new Unusable("KIND_UNKNOWN", message.fieldNames().apply("kind"), "不认识的消息类型,已转人工");
        }
        String shown = code.length() > LONGEST ? code.substring(0, LONGEST) + "…" : code;
        int equals = shown.indexOf('=');
        String field =
                equals > 0 ? shown.substring(0, equals) : message.fieldNames().apply("kind");
        return new Unusable("KIND_UNKNOWN", field, "不认识的代码 " + shown + ",已转人工;请核对,或在连接器的代码表中补上");
    }

    String code() {
        return code;
    }

    String field() {
        return field;
    }
}
