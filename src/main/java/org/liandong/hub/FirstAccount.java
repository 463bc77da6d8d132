package org.liandong.hub;

import java.util.Optional;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.springframework.stereotype.Component;

/** On a ledger on which nobody can sign in yet: the administrator, whose password is told once and stands nowhere. */
@Component
public final class FirstAccount {
    public static final String NAME = "admin";

    private final AccountDesk desk;

    FirstAccount(AccountDesk desk) {
        this.desk = desk;
    }

    /**
     * Opens it, unless somebody has an account already. To be called when the hub is up and the password can be told: a start that
     * fails must not use it up.
     *
     * @return its password, good for nothing but choosing another; empty unless this is the first start
     */
    public Optional<String> open() {
        return desk.isEmpty()
                ? Optional.of(desk.open(new AccountDesk.Wanted(NAME, "系统管理员", AccountRole.ADMIN, ""), "枢纽"))
                : Optional.empty();
    }
}
