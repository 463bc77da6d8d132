package org.liandong.district;

/** Somebody who can be given a case or a copy of it. */
public record Unit(Kind kind, String code, String name) {

    /** What sort of unit. */
    public enum Kind {
        /** 职能部门 */
        DEPARTMENT,
        /** 街道或园区的受理中心 */
        STREET,
        /** 区受理中心 */
        DISTRICT_CENTRE,
        /** 督查 */
        SUPERVISION
    }
}
