package org.liandong.district;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The work list as it stands from a day on (工作任务清单). Each list is whole: an item that is missing from it is retired.
 *
 * @param version from 1
 */
record WorkList(int version, LocalDate from, Map<String, WorkItem> items) {
    WorkList {
        items = Collections.unmodifiableMap(new LinkedHashMap<>(items));
    }
}
