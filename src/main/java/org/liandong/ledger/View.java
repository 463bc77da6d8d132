package org.liandong.ledger;

import org.liandong.security.crypto.KeyRing;

/** What can be asked of the ledger. Lives only inside {@link Ledger#read} or {@link Ledger#write}; keep no reference. */
public class View {
    final Sql sql;
    final KeyRing keys;

    View(Sql sql, KeyRing keys) {
        this.sql = sql;
        this.keys = keys;
    }

    public InboxView inbox() {
        return new InboxView(sql);
    }

    public CasesView cases() {
        return new CasesView(sql);
    }

    public TraceView trace() {
        return new TraceView(sql);
    }

    public OutboxView outbox() {
        return new OutboxView(sql);
    }

    public DeliveriesView deliveries() {
        return new DeliveriesView(sql);
    }

    public EvaluationsView evaluations() {
        return new EvaluationsView(sql);
    }

    public AuditView audit() {
        return new AuditView(sql);
    }

    public ConnectorVersionsView connectorVersions() {
        return new ConnectorVersionsView(sql);
    }

    public AccountsView accounts() {
        return new AccountsView(sql);
    }

    public AlarmsView alarms() {
        return new AlarmsView(sql);
    }

    public RepairsView repairs() {
        return new RepairsView(sql);
    }

    public StatedTasksView statedTasks() {
        return new StatedTasksView(sql);
    }

    public CanariesView canaries() {
        return new CanariesView(sql);
    }

    public RetentionView retention() {
        return new RetentionView(sql);
    }

    public RoutesView routes() {
        return new RoutesView(sql);
    }

    public TalliesView tallies() {
        return new TalliesView(sql);
    }

    public RawMessagesView raw() {
        return new RawMessagesView(sql, keys);
    }

    public ExchangesView exchanges() {
        return new ExchangesView(sql, keys);
    }

    public PersonVaultView persons() {
        return new PersonVaultView(sql, keys);
    }
}
