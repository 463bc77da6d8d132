package org.liandong.operations;

import java.security.Principal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/**
 * Who is at the page.
 *
 * @param department whose account it is; null for those who work for the hub
 */
public record SignedIn(
        String name, Set<AccountRole> roles, @Nullable String department) {
    /** What an authority of a department's account begins with; its code follows. */
    public static final String OF_DEPARTMENT = "DEPARTMENT_";

    private static final String OF_ROLE = "ROLE_";

    public SignedIn {
        roles = Set.copyOf(roles);
    }

    /** Empty for whoever has not signed in. */
    static Optional<SignedIn> of(@Nullable Principal principal) {
        if (!(principal instanceof Authentication account) || !account.isAuthenticated()) {
            return Optional.empty();
        }
        Collection<String> authorities = account.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .collect(Collectors.toSet());
        Set<AccountRole> roles = Arrays.stream(AccountRole.values())
                .filter(role -> authorities.contains(OF_ROLE + role.name()))
                .collect(Collectors.toSet());
        String department = authorities.stream()
                .filter(authority -> authority.startsWith(OF_DEPARTMENT))
                .map(authority -> authority.substring(OF_DEPARTMENT.length()))
                .findFirst()
                .orElse(null);
        return Optional.of(new SignedIn(account.getName(), roles, department));
    }

    private boolean has(Set<AccountRole> wanted) {
        return wanted.stream().anyMatch(roles::contains);
    }

    /** A page that is offered in the head of every page. */
    public record Link(String address, String words) {}

    /** Where the account may go. */
    public List<Link> links() {
        return PLACES.stream()
                .filter(place -> has(place.roles()))
                .map(place -> new Link(place.address(), place.words()))
                .toList();
    }

    /** Whether there are cases to be looked up. */
    public boolean findsCases() {
        return has(AccountRole.SEE_CASES);
    }

    /** Whether its pages keep themselves up to date. */
    public boolean watches() {
        return seesRoutes();
    }

    boolean seesRoutes() {
        return has(AccountRole.SEE_ROUTES);
    }

    /** Whether it may hold routes back and let them go. */
    public boolean runsRoutes() {
        return has(AccountRole.RUN_ROUTES);
    }

    /** Whether it may put right what does not go on by itself. */
    public boolean repairs() {
        return has(AccountRole.REPAIR);
    }

    /** Whether it may read messages. */
    public boolean readsMessages() {
        return has(AccountRole.READ_MESSAGES);
    }

    /** Whether it may read what is personal in them. */
    public boolean readsPersonal() {
        return has(AccountRole.READ_PERSONAL);
    }

    /** Whether it may hold cases. */
    public boolean holdsCases() {
        return has(AccountRole.HOLD_CASES);
    }

    /** Whether it may accept, dispatch and decide. */
    public boolean actsOnCases() {
        return has(AccountRole.ACT_ON_CASES);
    }

    /** Where it begins. */
    String home() {
        return roles.contains(AccountRole.DEPARTMENT)
                ? "/department"
                : roles.contains(AccountRole.ADMIN) ? "/accounts" : "/";
    }

    private record Place(String address, String words, Set<AccountRole> roles) {}

    private static final List<Place> PLACES = List.of(
            new Place("/", "总览", AccountRole.SEE_CASES),
            new Place("/routes", "线路", AccountRole.SEE_ROUTES),
            new Place("/alarms", "告警", AccountRole.SEE_ROUTES),
            new Place("/canaries", "探测", AccountRole.SEE_ROUTES),
            new Place("/trouble", "疑难", AccountRole.SEE_TROUBLE),
            new Place("/connectors", "连接器", AccountRole.SEE_CONNECTORS),
            new Place("/codes", "没见过的代码", AccountRole.SEE_CONNECTORS),
            new Place("/storage", "存储", AccountRole.SEE_STORAGE),
            new Place("/department", "本部门", Set.of(AccountRole.DEPARTMENT)),
            new Place("/accounts", "账号", Set.of(AccountRole.ADMIN)),
            new Place("/audit", "审计", Set.of(AccountRole.AUDITOR)));
}
