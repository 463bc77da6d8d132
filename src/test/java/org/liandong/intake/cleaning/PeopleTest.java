package org.liandong.intake.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liandong.cases.QualityNote;
import org.liandong.intake.cleaning.IdNumbers.IdNumber;
import org.liandong.intake.cleaning.Names.PersonName;
import org.liandong.intake.cleaning.Phones.PhoneNumbers;

/** Names, telephone and identity numbers, and what may be shown of them. */
class PeopleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    19900000001             | 19900000001             |
                    199 0000 0001           | 19900000001             |
                    199-0000-0001           | 19900000001             |
                    +86 19900000001         | 19900000001             |
                    008619900000001         | 19900000001             |
                    019900000002            | 19900000002             | Q-PHONE-PREFIX0
                    ０１９９０００００００２　 | 19900000002             | Q-FULLWIDTH,Q-PHONE-PREFIX0
                    025-52000000            | 02552000000             |
                    (025)52000000           | 02552000000             |
                    025-52000000转8         | 02552000000转8          |
                    025-52000000-801        | 02552000000转801        |
                    52000000                | 52000000                |
                    0512-65000000           | 051265000000            |
                    400-8000000             | 4008000000              |
                    13900000001/陈女士       | 13900000001             | Q-PHONE-BAD
                    19900000001、025-52000000 | 19900000001;02552000000 | Q-PHONE-BAD
                    19900000001 19900000003 | 19900000001;19900000003 | Q-PHONE-BAD
                    陈女士19900000001        | 19900000001             | Q-PHONE-BAD
                    转8                     | ''                      | Q-PHONE-BAD
                    110                     | ''                      | Q-PHONE-BAD
                    1990000                 | ''                      | Q-PHONE-BAD
                    1.99E+10                | ''                      | Q-EXCEL
                    2552000000              | ''                      | Q-EXCEL,Q-PHONE-BAD
                    13800000000             |                         | Q-NULLISH
                    00000000000             |                         | Q-NULLISH
                    无                      |                         | Q-NULLISH
                    """)
    void telephoneNumbersAreFoundWhateverStandsAroundThem(
            String raw, @Nullable String numbers, @Nullable String codes) {
        Cleaned<PhoneNumbers> phones = Phones.clean(raw, "lxdh");

        assertThat(phones.notes())
                .extracting(QualityNote::code)
                .isEqualTo(codes == null ? List.of() : List.of(codes.split(",", -1)));
        PhoneNumbers found = phones.value();
        if (numbers == null) {
            assertThat(found).isNull();
            return;
        }
        assertThat(Objects.requireNonNull(found).original()).isEqualTo(raw);
        assertThat(found.numbers().stream()
                        .map(phone ->
                                phone.extension() == null ? phone.number() : phone.number() + "转" + phone.extension())
                        .toList())
                .isEqualTo(numbers.isEmpty() ? List.of() : List.of(numbers.split(";", -1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    32011519000101002X    | 32011519000101002X | true  |
                    32011519000101002x    | 32011519000101002X | true  |
                    320115 19000101 002ｘ | 32011519000101002X | true  | Q-FULLWIDTH
                    320115190001010021    | 320115190001010021 | false | Q-ID-BAD
                    32011519001301002X    | 32011519001301002X | false | Q-ID-BAD
                    320115000101002       | 320115000101002    | true  |
                    320115001301002       | 320115001301002    | false | Q-ID-BAD
                    81000019000101002X    | 81000019000101002X | false | Q-ID-BAD
                    12345                 | 12345              | false | Q-ID-BAD
                    3.20115E+17           |                    |       | Q-EXCEL
                    暂无                  |                    |       | Q-NULLISH
                    """)
    void aWrongIdentityNumberIsKeptAndFlagged(
            String raw, @Nullable String value, @Nullable Boolean valid, @Nullable String code) {
        Cleaned<IdNumber> id = IdNumbers.clean(raw, "sfz");

        assertThat(id.value()).isEqualTo(value == null ? null : new IdNumber(value, Boolean.TRUE.equals(valid)));
        assertThat(id.notes()).extracting(QualityNote::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    王女士（要求保密）     | 王女士     | true  | false | Q-SECRET-IN-NAME
                    王女士(请为其保密)     | 王女士     | true  | false | Q-SECRET-IN-NAME
                    王女士 要求保密        | 王女士     | true  | false | Q-SECRET-IN-NAME
                    【保密】王女士         | 王女士     | true  | false | Q-SECRET-IN-NAME
                    陈先生（业主）         | 陈先生(业主) | false | false |
                    匿名                   |            | false | true  |
                    匿名（要求保密）       |            | true  | true  | Q-SECRET-IN-NAME
                    ＷＡＮＧ               | WANG       | false | false | Q-FULLWIDTH
                    𬱖先生                 | 𬱖先生     | false | false | Q-RARE-CHAR
                    王?                    | 王?        | false | false | Q-ENC-LOSS
                    无                     |            | false | false | Q-NULLISH
                    """)
    void whatIsAskedInTheNameLeavesTheName(
            String raw, @Nullable String value, boolean secret, boolean anonymous, @Nullable String code) {
        Cleaned<PersonName> name = Names.clean(raw, "ldr");

        assertThat(name.value()).isEqualTo(new PersonName(value, secret, anonymous));
        assertThat(name.notes()).extracting(QualityNote::code).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void masksShowOnlyWhatTheReferenceAllows() {
        assertThat(Masks.name("王女士")).isEqualTo("王*");
        assertThat(Masks.name("欧阳先生")).isEqualTo("欧阳*");
        assertThat(Masks.name("𬱖先生")).isEqualTo("𬱖*");
        assertThat(Masks.phone("19900000002")).isEqualTo("199****0002");
        assertThat(Masks.phone("02552000011")).isEqualTo("025****0011");
        assertThat(Masks.phone("52000011")).isEqualTo("****0011");
        assertThat(Masks.phone("110")).isEqualTo("****");
        assertThat(Masks.idNo("32011519000101002X")).isEqualTo("320115********002X");
        assertThat(Masks.idNo("320115000101002")).isEqualTo("320115******002");
        assertThat(Masks.homeAddress("秣陵街道托乐嘉花园贵邻居3栋2单元501室")).isEqualTo("秣陵街道托乐嘉花园贵邻居");
        assertThat(Masks.homeAddress("胜太西路168号")).isEqualTo("胜太西路");
        assertThat(Masks.homeAddress("地铁3号线胜太西路站")).isEqualTo("地铁3号线胜太西路站");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    请打19900000001找我                | 请打199****0001找我                  | 手机号
                    请打199-0000-0001找我              | 请打199****0001找我                  | 手机号
                    请打+8619900000001找我             | 请打199****0001找我                  | 手机号
                    电话一三九零零零零零零零三          | 电话一三九****零零零三                | 汉字数字手机号
                    电话幺三九0000003八                | 电话幺三九****003八                  | 汉字数字手机号
                    座机025-52000011转8                | 座机025****0011                     | 固定电话
                    联系电话:52000011                  | 联系电话:****0011                    | 固定电话
                    身份证32011519000101002X他         | 身份证320115********002X他           | 身份证号
                    身份证320115 19000101 002x他       | 身份证320115********002x他           | 身份证号
                    老证320115000101002                | 老证320115******002                  | 身份证号
                    苏A12345违停                       | 苏A****5违停                         | 车牌号
                    苏A·D12345违停                     | 苏A****5违停                         | 车牌号
                    卡号6222020000000000000            | 卡号****0000                         | 银行卡号
                    卡号6222 0200 0000 0000 000        | 卡号****0000                         | 银行卡号
                    19900000001或苏AD12345             | 199****0001或苏A****5                | 手机号/车牌号
                    办件JN20260707010188422已办        | 办件JN20260707010188422已办          |
                    工单NJ260707221430018842           | 工单NJ260707221430018842             |
                    请拨打12345或110                   | 请拨打12345或110                     |
                    2026年7月8日二十三点                | 2026年7月8日二十三点                  |
                    一共二三十人,三四五栋都有           | 一共二三十人,三四五栋都有             |
                    苏州市ABC公司                      | 苏州市ABC公司                        |
                    坐标118.796700,31.937100           | 坐标118.796700,31.937100             |
                    """)
    void personalDataInTextIsMaskedInTheCopyThatIsDispatched(String text, String masked, @Nullable String kinds) {
        PersonalData.Masked copy = PersonalData.mask(text);

        assertThat(copy.text()).isEqualTo(masked);
        assertThat(String.join("/", copy.kinds())).isEqualTo(kinds == null ? "" : kinds);
    }

    @Test
    void nothingPersonalReachesALog() {
        Petitioner petitioner = new Petitioner(
                "王女士",
                Phones.clean("19900000002", "lxdh").value(),
                null,
                IdNumbers.clean("32011519000101002X", "sfz").value(),
                "女",
                "贵邻居3栋");

        assertThat(petitioner + " " + petitioner.phones() + petitioner.idNo() + Names.clean("王女士", "ldr"))
                .doesNotContain("王女士", "19900000002", "19000101", "贵邻居");
    }
}
