package org.liandong.operations;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Account;
import org.liandong.ledger.Ledger;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Opens accounts, gives out passwords that are good once, and takes the ones that people choose. Everything is on record in the
 * audit. Safe for any thread.
 */
public final class AccountDesk {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** Without letters and digits that are read for one another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int ONCE = 16;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9._-]{1,31}");

    private final Ledger ledger;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final Predicate<String> isTaken;
    private final Consumer<String> signOut;

    /**
     * @param isTaken whether the name is that of an account which is not a person's
     * @param signOut ends the sessions of an account, wherever it is signed in
     */
    public AccountDesk(
            Ledger ledger, PasswordEncoder encoder, Clock clock, Predicate<String> isTaken, Consumer<String> signOut) {
        this.isTaken = isTaken;
        this.signOut = signOut;
        this.ledger = ledger;
        this.encoder = encoder;
        this.clock = clock;
    }

    /**
     * What somebody wants opened.
     *
     * @param department empty unless the role is that of a department
     */
    public record Wanted(String name, String display, AccountRole role, String department) {}

    Instant now() {
        return clock.instant();
    }

    List<Account> all() {
        return ledger.read(view -> view.accounts().all());
    }

    /** Whether nobody can sign in yet. */
    public boolean isEmpty() {
        return all().isEmpty();
    }

    /**
     * Opens an account.
     *
     * @param by who wants it so
     * @return its password, good for nothing but choosing another
     * @throws BadRequest naming what is wrong
     */
    public String open(Wanted wanted, String by) {
        if (!NAME.matcher(wanted.name()).matches()) {
            throw new BadRequest("name", "账号须以小写字母开头,由2到32个小写字母、数字、点、横线组成");
        }
        if (wanted.display().isBlank() || wanted.display().length() > 40) {
            throw new BadRequest("display", "姓名须填写,不超过40字");
        }
        boolean ofDepartment = wanted.role() == AccountRole.DEPARTMENT;
        if (ofDepartment == wanted.department().isBlank()) {
            throw new BadRequest("department", ofDepartment ? "部门账号须写明是哪个部门" : "只有部门账号才写部门");
        }
        if (isTaken.test(wanted.name())) {
            throw new BadRequest("name", wanted.name() + "是程序或部门的账号,请换一个");
        }
        String once = once();
        Instant now = clock.instant();
        Account account = new Account(
                wanted.name(),
                wanted.display().strip(),
                wanted.role().name(),
                ofDepartment ? wanted.department() : null,
                hashed(once),
                true,
                false,
                now,
                now);
        boolean opened = ledger.write(entry -> {
                    boolean fresh = entry.accounts().open(account);
                    if (fresh) {
                        String what = wanted.role().chinese() + (ofDepartment ? " " + wanted.department() : "");
                        entry.audit().record("ACCOUNT_OPENED", subject(wanted.name()), by, what);
                    }
                    return fresh;
                })
                .join();
        if (!opened) {
            throw new BadRequest("name", "已有账号" + wanted.name() + ",停用的账号名也不再给别人");
        }
        return once;
    }

    /**
     * A new password for an account, good for nothing but choosing another.
     *
     * @throws BadRequest if there is no such account
     */
    public String reset(String name, String by) {
        String once = once();
        String hash = hashed(once);
        boolean done = ledger.write(entry -> {
                    boolean changed = entry.accounts().changePassword(name, hash, true);
                    if (changed) {
                        entry.audit().record("PASSWORD_RESET", subject(name), by, "发给一次性口令");
                    }
                    return changed;
                })
                .join();
        if (!done) {
            throw new BadRequest("name", "没有账号" + name);
        }
        signOut.accept(name);
        return once;
    }

    /** @throws BadRequest if there is no such account, or it is that of whoever asks */
    void disable(String name, boolean disabled, String by) {
        if (name.equals(by)) {
            throw new BadRequest("name", "不能停用自己的账号,请另一位系统管理员来做");
        }
        boolean done = ledger.write(entry -> {
                    boolean changed = entry.accounts().disable(name, disabled);
                    if (changed) {
                        entry.audit()
                                .record(
                                        disabled ? "ACCOUNT_DISABLED" : "ACCOUNT_ENABLED",
                                        subject(name),
                                        by,
                                        disabled ? "停用" : "恢复");
                    }
                    return changed;
                })
                .join();
        if (!done) {
            throw new BadRequest("name", "没有账号" + name);
        }
        signOut.accept(name);
    }

    /**
     * Takes the password that somebody chose.
     *
     * @throws BadRequest naming what is wrong
     */
    void choose(String name, String former, String chosen, String again) {
        Account account = ledger.read(view -> view.accounts().find(name)).orElse(null);
        if (account == null) {
            throw new BadRequest("former", "这个账号的口令在 data/secrets.yaml 里,不在这里改");
        }
        if (!encoder.matches(former, account.password())) {
            throw new BadRequest("former", "现在的口令不对");
        }
        String trouble = trouble(name, former, chosen, again);
        if (trouble != null) {
            throw new BadRequest("chosen", trouble);
        }
        String hash = hashed(chosen);
        ledger.write(entry -> {
                    entry.accounts().changePassword(name, hash, false);
                    entry.audit().record("PASSWORD_CHANGED", subject(name), name, "本人修改");
                    return true;
                })
                .join();
        signOut.accept(name);
    }

    private static @Nullable String trouble(String name, String former, String chosen, String again) {
        if (!chosen.equals(again)) {
            return "两次输入的新口令不一样";
        }
        if (chosen.length() < SHORTEST || chosen.length() > LONGEST) {
            return "新口令须有%d到%d个字符".formatted(SHORTEST, LONGEST);
        }
        if (chosen.equals(former)) {
            return "新口令不能与现在的相同";
        }
        boolean weak = chosen.toLowerCase(Locale.ROOT).contains(name)
                || chosen.chars().distinct().count() < SHORTEST / 2;
        return weak ? "新口令太容易猜:不要含账号名,不要只是几个字符的重复" : null;
    }

    private String hashed(String password) {
        return String.valueOf(encoder.encode(password));
    }

    static String subject(String name) {
        return "account/" + name;
    }

    private static String once() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < ONCE; i++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
