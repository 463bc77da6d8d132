package org.liandong.operations;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What an account may do. Each has one role, so that nobody who lets people in also sees their cases. */
public enum AccountRole {
    /** Answers callers: looks cases up. */
    SEAT("坐席"),
    /** Accepts and dispatches. */
    CLERK("受理员"),
    /** Watches the routes and evaluates. */
    GRID("网格办"),
    /** Works for one department, and sees that department's own only. */
    DEPARTMENT("部门"),
    /** Opens accounts and sets connectors up; sees no case. */
    ADMIN("系统管理员"),
    /** Reads what was done and changes nothing. */
    AUDITOR("审计员");

    /** Those who look cases up. */
    public static final Set<AccountRole> SEE_CASES = Set.of(SEAT, CLERK, GRID, AUDITOR);

    /** Those who look after connectors and their codes. */
    public static final Set<AccountRole> SEE_CONNECTORS = Set.of(CLERK, GRID, ADMIN);

    /** Those who accept, dispatch and decide. */
    public static final Set<AccountRole> ACT_ON_CASES = Set.of(CLERK, GRID);

    /** Those who read the messages beneath the steps of a case, without what is personal in them. */
    public static final Set<AccountRole> READ_MESSAGES = Set.of(CLERK, GRID, AUDITOR);

    /** Those who read them whole, if they say what for. */
    public static final Set<AccountRole> READ_PERSONAL = Set.of(CLERK, GRID);

    /** Those who see what does not go on by itself. */
    public static final Set<AccountRole> SEE_TROUBLE = Set.of(CLERK, GRID, AUDITOR);

    /** Those who put it right. */
    public static final Set<AccountRole> REPAIR = Set.of(CLERK, GRID);

    /** Those who see what is kept for how long. */
    public static final Set<AccountRole> SEE_STORAGE = Set.of(GRID, ADMIN, AUDITOR);

    /** Those who hold a case, so that nothing of it is taken away. */
    public static final Set<AccountRole> HOLD_CASES = Set.of(GRID);

    /** Those who see how the routes stand. */
    public static final Set<AccountRole> SEE_ROUTES = Set.of(SEAT, CLERK, GRID, ADMIN, AUDITOR);

    /** Those who hold routes back and let them go. */
    public static final Set<AccountRole> RUN_ROUTES = Set.of(GRID, ADMIN);

    private final String chinese;

    AccountRole(String chinese) {
        this.chinese = chinese;
    }

    public String chinese() {
        return chinese;
    }

    static Optional<AccountRole> named(String name) {
        return Arrays.stream(values()).filter(role -> role.name().equals(name)).findFirst();
    }
}
