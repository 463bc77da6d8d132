package org.liandong.ledger;

import java.time.Clock;
import org.liandong.security.crypto.KeyRing;

/**
 * What can be written, and asked, inside one unit of work: all of it is committed together or none. Sees what the unit has
 * written so far, the tallies excepted, which are added up at the commit.
 */
public final class Entry extends View {
    private final Heads heads;
    private final Clock clock;

    Entry(Sql sql, Heads heads, KeyRing keys, Clock clock) {
        super(sql, keys);
        this.heads = heads;
        this.clock = clock;
    }

    @Override
    public Inbox inbox() {
        return new Inbox(sql, heads);
    }

    @Override
    public Cases cases() {
        return new Cases(sql, heads);
    }

    @Override
    public Trace trace() {
        return new Trace(sql, heads);
    }

    @Override
    public Outbox outbox() {
        return new Outbox(sql, heads, clock);
    }

    @Override
    public Deliveries deliveries() {
        return new Deliveries(sql, heads);
    }

    @Override
    public Evaluations evaluations() {
        return new Evaluations(sql);
    }

    @Override
    public Audit audit() {
        return new Audit(sql, clock);
    }

    @Override
    public ConnectorVersions connectorVersions() {
        return new ConnectorVersions(sql, clock);
    }

    @Override
    public Accounts accounts() {
        return new Accounts(sql, clock);
    }

    @Override
    public Alarms alarms() {
        return new Alarms(sql);
    }

    @Override
    public Repairs repairs() {
        return new Repairs(sql, clock);
    }

    @Override
    public StatedTasks statedTasks() {
        return new StatedTasks(sql);
    }

    @Override
    public Canaries canaries() {
        return new Canaries(sql);
    }

    @Override
    public RetentionBook retention() {
        return new RetentionBook(sql, clock);
    }

    @Override
    public Routes routes() {
        return new Routes(sql, heads, clock);
    }

    @Override
    public Tallies tallies() {
        return new Tallies(sql, heads);
    }

    @Override
    public RawMessages raw() {
        return new RawMessages(sql, keys);
    }

    @Override
    public Exchanges exchanges() {
        return new Exchanges(sql, keys);
    }

    @Override
    public PersonVault persons() {
        return new PersonVault(sql, heads, keys, clock);
    }
}
