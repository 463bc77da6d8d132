package org.liandong.operations;

/**
 * The centre that accepts what a street cannot (区受理中心): where a case is escalated to when the operator names no other.
 *
 * @param code the unit's code
 */
public record DistrictCentre(String code) {}
