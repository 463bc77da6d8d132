package org.liandong.district;

import java.util.List;
import java.util.Set;
import org.liandong.cases.Location;
import org.liandong.cases.QualityNote;

/**
 * Where a case is, as far as the district knows.
 *
 * @param notes what was wrong with what arrived
 * @param confidence how sure the street is, 0 to 1; below the district's threshold a person decides
 * @param basis in Chinese, what the street was taken from
 * @param candidates codes of the streets a person may choose from, where it is ambiguous
 */
public record Located(
        Location location, List<QualityNote> notes, double confidence, String basis, Set<String> candidates) {
    public Located {
        notes = List.copyOf(notes);
        candidates = Set.copyOf(candidates);
    }
}
