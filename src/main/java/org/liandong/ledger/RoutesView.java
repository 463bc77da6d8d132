package org.liandong.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the routes went, and whom a person holds back. */
public class RoutesView {
    private static final String SELECT_HOLD =
            "SELECT receiver, after_id, held_at, held_by, reason, released_at FROM route_hold";

    final Sql sql;

    RoutesView(Sql sql) {
        this.sql = sql;
    }

    /**
     * What a route did in an hour.
     *
     * @param hour when it began
     * @param ill how often it went wrong
     */
    public record Hour(String route, Instant hour, long well, long ill) {}

    /**
     * When it last went well, and when and why it last did not.
     *
     * @param illWhy in plain words
     */
    public record Last(
            String route,
            @Nullable Instant wellAt,
            @Nullable Instant illAt,
            @Nullable String illWhy) {}

    /** The hours of all routes since then in which there was something, in the order of their beginnings. */
    public List<Hour> hours(Instant since) {
        return sql.list(
                "SELECT route, hour, well, ill FROM route_hour WHERE hour >= ? ORDER BY hour", RoutesView::hour, since);
    }

    /** The same of one route. */
    public List<Hour> hours(String route, Instant since) {
        return sql.list(
                "SELECT route, hour, well, ill FROM route_hour WHERE route = ? AND hour >= ? ORDER BY hour",
                RoutesView::hour,
                route,
                since);
    }

    public List<Last> lasts() {
        return sql.list(
                "SELECT route, well_at, ill_at, ill_why FROM route_last",
                row -> new Last(
                        row.getString("route"),
                        Sql.instant(row, "well_at"),
                        Sql.instant(row, "ill_at"),
                        Sql.text(row, "ill_why")));
    }

    /** The last time that the receiver was held back, over or not. */
    public Optional<Hold> hold(String receiver) {
        return sql.first(SELECT_HOLD + " WHERE receiver = ?", RoutesView::hold, receiver);
    }

    /** All that are held back now. */
    public List<Hold> holds() {
        return sql.list(SELECT_HOLD + " WHERE released_at IS NULL ORDER BY receiver", RoutesView::hold);
    }

    /** The receivers that are held back. */
    public Set<String> heldReceivers() {
        return holds().stream().map(Hold::receiver).collect(Collectors.toUnmodifiableSet());
    }

    /** How many letters to it still go although it is held back. */
    public long stillGoing(Hold hold) {
        return hold.afterId() == 0
                ? 0
                : sql.number(
                        "SELECT count(*) FROM outbox WHERE receiver = ? AND id <= ? AND state <> 'DEAD' AND "
                                + OutboxView.OPEN,
                        hold.receiver(),
                        hold.afterId());
    }

    private static Hour hour(ResultSet row) throws SQLException {
        return new Hour(row.getString(1), Instant.ofEpochMilli(row.getLong(2)), row.getLong(3), row.getLong(4));
    }

    private static Hold hold(ResultSet row) throws SQLException {
        return new Hold(
                row.getString("receiver"),
                row.getLong("after_id"),
                Sql.requiredInstant(row, "held_at"),
                row.getString("held_by"),
                row.getString("reason"),
                Sql.instant(row, "released_at"));
    }
}
