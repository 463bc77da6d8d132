package org.liandong.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

class AuditTest {
    @EachDatabase
    void whatWasDecidedStays(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> {
                entry.audit().record("CONNECTOR_FORCED", "HB@1", "韩工", "对方升级");
                entry.audit().record("CONNECTOR_FORCED", "HB@2", "韩工", "还没完");
                return true;
            });
            hub.reopen();
            List<AuditView.Decided> decided = hub.view().audit().about("HB@1");
            assertThat(decided).singleElement().satisfies(one -> {
                assertThat(one.actor()).isEqualTo("韩工");
                assertThat(one.reason()).isEqualTo("对方升级");
                assertThat(one.at()).isNotNull();
            });
            assertThat(hub.view().audit().about("HB@3")).isEmpty();
        }
    }

    @EachDatabase
    void itIsAskedByKindByPersonAndByWhatItWasAboutPageByPage(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> {
                for (int i = 0; i < 5; i++) {
                    entry.audit().record("MESSAGE_READ", "JN1/raw/" + i, "wang", "看");
                }
                entry.audit().record("ROUTE_PAUSED", "route/HB", "li", "升级");
                return true;
            });
            assertThat(page(hub, new AuditView.Wanted("ROUTE_PAUSED", "", ""))).containsExactly("route/HB");
            assertThat(page(hub, new AuditView.Wanted("", "li", ""))).containsExactly("route/HB");
            assertThat(page(hub, new AuditView.Wanted("", "", "JN1/"))).hasSize(5);
            assertThat(page(hub, new AuditView.Wanted("", "", "%"))).isEmpty();
            List<AuditView.Decided> first = hub.view().audit().page(AuditView.Wanted.ALL, Long.MAX_VALUE, 4);
            List<AuditView.Decided> rest =
                    hub.view().audit().page(AuditView.Wanted.ALL, first.get(3).id(), 4);
            assertThat(first).hasSize(4);
            assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
        }
    }

    private static List<String> page(TestLedger hub, AuditView.Wanted wanted) {
        return hub.view().audit().page(wanted, Long.MAX_VALUE, 99).stream()
                .map(AuditView.Decided::subject)
                .toList();
    }

    @EachDatabase
    void nobodyAndNoReasonIsNoDecision(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            assertThatThrownBy(() -> hub.write(entry -> {
                        entry.audit().record("CONNECTOR_FORCED", "HB@1", " ", "对方升级");
                        return true;
                    }))
                    .hasMessageContaining("actor");
            assertThat(hub.view().audit().about("HB@1")).isEmpty();
        }
    }

    @EachDatabase
    void itCannotBeAltered(TestDatabase database) {
        try (TestLedger hub = TestLedger.on(database)) {
            hub.write(entry -> {
                entry.audit().record("CONNECTOR_FORCED", "HB@1", "韩工", "对方升级");
                return true;
            });
            for (String sql : List.of("UPDATE audit SET actor = 'x'", "DELETE FROM audit")) {
                assertThatThrownBy(() -> hub.write(entry -> entry.sql.update(sql)))
                        .as(sql)
                        .hasStackTraceContaining("只可追加");
            }
        }
    }
}
