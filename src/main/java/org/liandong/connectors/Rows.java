package org.liandong.connectors;

import java.time.Duration;
import java.util.Optional;

/**
 * How rows that the hub has not taken yet are found in an exchange table (reference §4.8, JDBC row).
 *
 * @param time column with the time at which a row was written or altered
 * @param id column with the row's number
 * @param every how often the table is looked at
 * @param lookBack how far before the latest row each look begins, for rows that were committed late
 * @param reach how far back the first look and one each hour begin, for rows entered later under an earlier time
 * @param flag a column in which the hub may note what it has taken; with it neither time matters
 */
public record Rows(String time, String id, Duration every, Duration lookBack, Duration reach, Optional<Flag> flag) {

    /**
     * @param open the value of a row not taken yet
     * @param taken of one that was
     * @param failed of one that the hub keeps for a person, since it says nothing that can be acted on
     * @param reason column for what is wrong, empty if there is none
     */
    public record Flag(String column, String open, String taken, String failed, String reason) {}
}
