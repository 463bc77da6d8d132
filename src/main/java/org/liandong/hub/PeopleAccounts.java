package org.liandong.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.ledger.Account;
import org.liandong.ledger.Ledger;
import org.liandong.operations.AccountRole;
import org.liandong.operations.SignedIn;
import org.liandong.security.Credentials;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/**
 * Who can sign in: people by their accounts in the ledger; the operator of {@code secrets.yaml}, who is a program or works at the
 * pages; a department by the name of its connector and the secret that it signs its messages with. Safe for any thread.
 */
@Component
final class PeopleAccounts implements UserDetailsService {
    /** Calls the interface for operators. */
    static final String PROGRAM = "ROLE_OPERATOR";

    /** Has a password that is good for nothing but choosing another. */
    static final String NEW = "ROLE_NEW";

    private final Ledger ledger;
    private final Credentials credentials;
    private final ObjectProvider<LiveConnectors> connectors;
    private final Lockouts lockouts;

    PeopleAccounts(
            Ledger ledger, Credentials credentials, ObjectProvider<LiveConnectors> connectors, Lockouts lockouts) {
        this.ledger = ledger;
        this.credentials = credentials;
        this.connectors = connectors;
        this.lockouts = lockouts;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        Credentials.Operator operator = credentials.operator();
        if (operator.user().equals(name)) {
            return made(name, operator.password(), List.of(PROGRAM, role(AccountRole.CLERK), role(AccountRole.GRID)));
        }
        Optional<DepartmentConnector> department = department(name);
        if (department.isPresent()) {
            return made(
                    name,
                    credentials.secret(department.get().sender()),
                    List.of(
                            role(AccountRole.DEPARTMENT),
                            SignedIn.OF_DEPARTMENT + department.get().department()));
        }
        if (lockouts.isLocked(name)) {
            // whether there is such an account or not
            return User.withUsername(name)
                    .password("{%s}no password".formatted(Passwords.MADE))
                    .authorities(NEW)
                    .accountLocked(true)
                    .build();
        }
        Account account = ledger.read(view -> view.accounts().find(name))
                .orElseThrow(() -> new UsernameNotFoundException("没有这个账号"));
        return User.withUsername(name)
                .password(account.password())
                .authorities(authorities(account).toArray(String[]::new))
                .disabled(account.disabled())
                .build();
    }

    /** Whether its secret was made by a machine: nobody can guess it, and nobody may lock it for those who know it. */
    boolean isMade(String name) {
        return credentials.operator().user().equals(name) || department(name).isPresent();
    }

    @EventListener
    void wrong(AuthenticationFailureBadCredentialsEvent event) {
        String name = event.getAuthentication().getName();
        if (!isMade(name)) {
            lockouts.wrong(name);
        }
    }

    @EventListener
    void right(AuthenticationSuccessEvent event) {
        lockouts.right(event.getAuthentication().getName());
    }

    /** The connector of that name, if it is a department's that is known to the hub. */
    Optional<DepartmentConnector> department(String name) {
        Optional<Connector> found =
                Optional.ofNullable(connectors.getIfAvailable()).flatMap(live -> live.named(name));
        return found.filter(DepartmentConnector.class::isInstance)
                .map(DepartmentConnector.class::cast)
                .filter(connector -> credentials.knows(connector.sender()));
    }

    private static List<String> authorities(Account account) {
        if (account.mustChange()) {
            return List.of(NEW);
        }
        List<String> authorities = new ArrayList<>(List.of("ROLE_" + account.role()));
        if (account.department() != null) {
            authorities.add(SignedIn.OF_DEPARTMENT + account.department());
        }
        return authorities;
    }

    private UserDetails made(String name, String secret, List<String> authorities) {
        return User.withUsername(name)
                .password("{%s}%s".formatted(Passwords.MADE, new SecretEncoder().encode(secret)))
                .authorities(authorities.toArray(String[]::new))
                .build();
    }

    private static String role(AccountRole role) {
        return "ROLE_" + role.name();
    }
}
