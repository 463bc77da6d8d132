package org.liandong.intake.cleaning;

import java.util.Set;
import java.util.regex.Pattern;

/** What may be shown of personal data (reference §2.7). Takes cleaned values; thread-safe. */
public final class Masks {
    private static final String STARS = "****";
    private static final Set<String> TWO_CHARACTER_SURNAMES = Set.of(
            "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "司空", "东方", "独孤", "南宫", "端木", "百里", "东郭",
            "西门", "宇文", "长孙", "轩辕", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "钟离", "呼延");
    private static final Pattern HOUSE_NUMBER =
            Pattern.compile("[0-9A-Za-z一二三四五六七八九十百#-]{1,8}(?:号楼|栋|幢|座|单元|室|弄|户|号(?![线口门院桥]))");

    private Masks() {}

    /** 姓+*: {@code 王女士} becomes {@code 王*}. */
    public static String name(String name) {
        if (name.isEmpty()) {
            return name;
        }
        boolean twoCharacters = name.length() > 2 && TWO_CHARACTER_SURNAMES.contains(name.substring(0, 2));
        int surname = twoCharacters ? 2 : Character.charCount(name.codePointAt(0));
        return name.substring(0, surname) + "*";
    }

    /** {@code 199****0002}; of a landline the last four digits and, if it has one, the area code. */
    public static String phone(String number) {
        if (number.length() < 7) {
            return STARS;
        }
        String tail = number.substring(number.length() - 4);
        if (number.charAt(0) == '0' && number.length() >= 10) {
            int area = number.startsWith("01") || number.startsWith("02") ? 3 : 4;
            return number.substring(0, area) + STARS + tail;
        }
        return number.length() >= 10 ? number.substring(0, 3) + STARS + tail : STARS + tail;
    }

    /** {@code 320115********002X}; of the old fifteen digits the last three stay. */
    public static String idNo(String idNo) {
        if (idNo.length() < 15) {
            return STARS;
        }
        int tail = idNo.length() >= 18 ? 4 : 3;
        return idNo.substring(0, 6) + "*".repeat(idNo.length() - 6 - tail) + idNo.substring(idNo.length() - tail);
    }

    /** An address without house number, for a place that is only somebody's home. */
    public static String homeAddress(String address) {
        var house = HOUSE_NUMBER.matcher(address);
        return house.find() ? address.substring(0, house.start()) : address;
    }

    static String card(String digits) {
        return STARS + digits.substring(digits.length() - 4);
    }

    static String plate(String plate) {
        return plate.substring(0, 2) + STARS + plate.substring(plate.length() - 1);
    }
}
