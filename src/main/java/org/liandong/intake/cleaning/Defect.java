package org.liandong.intake.cleaning;

/**
 * Why a report cannot become a case as it is: the sender is told and the report is quarantined (reference §4.3 C02).
 *
 * @param field the field in the sender's own words
 * @param path the canonical path, for example {@code petitioner.phone}
 * @param code {@code MISSING}, {@code SHAPE} or a Q-code
 * @param message in Chinese: what is wrong with which field and what cures it
 */
public record Defect(String field, String path, String code, String message) {
    static Defect missing(String field, String path) {
        return new Defect(field, path, "MISSING", "缺少必填项%s,请补全后重发".formatted(field));
    }

    static Defect shape(String field, String path) {
        return new Defect(field, path, "SHAPE", "%s应为单个值,不能是对象或列表,请检查字段映射".formatted(field));
    }
}
