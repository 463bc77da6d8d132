package org.liandong.cases;

/** What sets a case apart (reference §4.1). */
public enum Flag {
    REPEAT,
    MULTI,
    MASS,
    SENSITIVE,
    JOINT,
    HOTSPOT,
    CONTESTED_RETURN,
    PROVISIONAL_DUE,
    SUPERVISED
}
