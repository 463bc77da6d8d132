package org.liandong.operations;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liandong.ledger.Account;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in, choosing a password, and, for the administrator, who else may sign in. */
@Controller
final class AccountPages {
    private static final Map<String, String> TROUBLES = Map.of(
            "wrong", "账号或口令不对",
            "locked", "连续输错,此账号锁定十五分钟",
            "ended", "长时间没有操作,或在别处登录的太多,请重新登录",
            "bye", "已退出",
            "changed", "口令已改,请用新口令登录");

    private final AccountDesk desk;
    private final UnitNames units;

    AccountPages(AccountDesk desk, UnitNames units) {
        this.desk = desk;
        this.units = units;
    }

    /** An account as the administrator sees it. */
    record Line(
            String name,
            String display,
            String role,
            @Nullable String department,
            String state,
            boolean disabled,
            Moment changed) {}

    @GetMapping("/login")
    ModelAndView login(@RequestParam(defaultValue = "") String why) {
        return new ModelAndView("login").addObject("home", "/login").addObject("said", TROUBLES.get(why));
    }

    @GetMapping("/password")
    ModelAndView password() {
        return new ModelAndView("password").addObject("home", "/");
    }

    @PostMapping("/password")
    ModelAndView choose(
            Principal principal,
            HttpServletRequest request,
            @RequestParam String former,
            @RequestParam String chosen,
            @RequestParam String again)
            throws ServletException {
        try {
            desk.choose(principal.getName(), former, chosen, again);
            request.logout();
            return new ModelAndView("redirect:/login?why=changed");
        } catch (BadRequest e) {
            ModelAndView page = password().addObject("mistake", e.getMessage());
            page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
            return page;
        }
    }

    @GetMapping("/accounts")
    ModelAndView accounts() {
        List<Line> lines = desk.all().stream().map(this::line).toList();
        return new ModelAndView("accounts").addObject("lines", lines).addObject("roles", AccountRole.values());
    }

    @PostMapping("/accounts")
    ModelAndView open(
            Principal principal,
            @RequestParam String name,
            @RequestParam String display,
            @RequestParam String role,
            @RequestParam(defaultValue = "") String department) {
        try {
            AccountRole wanted = AccountRole.named(role).orElseThrow(() -> new BadRequest("role", "没有这个角色: " + role));
            String code = department.strip();
            if (!code.isEmpty() && units.find(code).isEmpty()) {
                throw new BadRequest("department", "区情数据里没有部门" + code);
            }
            String once = desk.open(new AccountDesk.Wanted(name, display, wanted, code), principal.getName());
            return accounts().addObject("once", once).addObject("whose", name);
        } catch (BadRequest e) {
            return refused(e)
                    .addObject(
                            "given", Map.of("name", name, "display", display, "role", role, "department", department));
        }
    }

    @PostMapping("/accounts/{name}/reset")
    ModelAndView reset(Principal principal, @PathVariable String name) {
        try {
            return accounts()
                    .addObject("once", desk.reset(name, principal.getName()))
                    .addObject("whose", name);
        } catch (BadRequest e) {
            return refused(e);
        }
    }

    @PostMapping("/accounts/{name}/disable")
    ModelAndView disable(Principal principal, @PathVariable String name) {
        return switched(principal, name, true);
    }

    @PostMapping("/accounts/{name}/enable")
    ModelAndView enable(Principal principal, @PathVariable String name) {
        return switched(principal, name, false);
    }

    private ModelAndView switched(Principal principal, String name, boolean disabled) {
        try {
            desk.disable(name, disabled, principal.getName());
            return new ModelAndView("redirect:/accounts");
        } catch (BadRequest e) {
            return refused(e);
        }
    }

    private ModelAndView refused(BadRequest e) {
        ModelAndView page = accounts().addObject("mistake", e.getMessage());
        page.setStatus(HttpStatus.UNPROCESSABLE_ENTITY);
        return page;
    }

    private Line line(Account account) {
        String role =
                AccountRole.named(account.role()).map(AccountRole::chinese).orElse(account.role());
        String state = account.disabled() ? "已停用" : account.mustChange() ? "等本人改口令" : "可用";
        return new Line(
                account.name(),
                account.display(),
                role,
                account.department() == null ? null : units.name(account.department()),
                state,
                account.disabled(),
                Moment.of(account.changedAt(), desk.now()));
    }
}
