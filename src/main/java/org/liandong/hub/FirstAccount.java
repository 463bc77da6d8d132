package org.liandong.hub;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.springframework.stereotype.Component;

/** On a ledger on which nobody can sign in yet: the administrator, whose password is told once and stands nowhere. */
@Component
public final class FirstAccount {
    public static final String NAME = "admin";

    private final @Nullable String password;

    FirstAccount(AccountDesk desk) {
        this.password =
                desk.isEmpty() ? desk.open(new AccountDesk.Wanted(NAME, "系统管理员", AccountRole.ADMIN, ""), "枢纽") : null;
    }

    /** Good for nothing but choosing another; empty unless this is the first start. */
    public Optional<String> password() {
        return Optional.ofNullable(password);
    }
}
