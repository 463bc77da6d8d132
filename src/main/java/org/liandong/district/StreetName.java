package org.liandong.district;

/**
 * A way a street or park is called in addresses.
 *
 * @param stated whether the name states the street; otherwise it only suggests it
 * @param confidence how sure the name alone makes
 */
record StreetName(String street, String text, boolean stated, double confidence) {}
