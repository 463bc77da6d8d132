package org.liandong.hub;

import static org.liandong.operations.AccountRole.ADMIN;
import static org.liandong.operations.AccountRole.AUDITOR;
import static org.liandong.operations.AccountRole.DEPARTMENT;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.liandong.ledger.Ledger;
import org.liandong.operations.AccountDesk;
import org.liandong.operations.AccountRole;
import org.liandong.operations.SignedIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what; what has no rule here nobody may. Senders prove themselves message by message (see {@link
 * org.liandong.security.SenderProof}); programs of operators by an account with each call; people sign in.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final RequestMatcher SENDERS = paths("/channels/**", "/departments/**", "/services/**");
    private static final RequestMatcher PROGRAMS = paths("/api/**", "/actuator/prometheus", "/jolokia/**");

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    private static final int SESSIONS = 3;

    private final boolean loopback;
    private final PeopleAccounts accounts;

    SecurityConfiguration(@Value("${server.address:127.0.0.1}") String address, PeopleAccounts accounts) {
        this.loopback = isLoopback(address);
        this.accounts = accounts;
    }

    /** By the whole path: there are servlets with one of their own. */
    private static RequestMatcher paths(String... patterns) {
        return new OrRequestMatcher(Stream.of(patterns)
                .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                .toList());
    }

    /** Nobody has an account here: neither session nor login nor role is looked for. */
    @Bean
    @Order(1)
    SecurityFilterChain senders(HttpSecurity http) throws Exception {
        http.securityMatcher(SENDERS)
                .csrf(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .exceptionHandling(AbstractHttpConfigurer::disable)
                .headers(SecurityConfiguration::headers);
        return http.build();
    }

    /** Programs that work for operators: an account with each call, and no session. */
    @Bean
    @Order(2)
    SecurityFilterChain programs(HttpSecurity http) throws Exception {
        http.securityMatcher(PROGRAMS)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookie ever signs anybody in, so there is nothing to forge a request with
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(Customizer.withDefaults())
                .headers(SecurityConfiguration::headers)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(PeopleAccounts.PROGRAM));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain people(HttpSecurity http, SessionRegistry sessions) throws Exception {
        http.headers(SecurityConfiguration::headers)
                // the inbox takes no form that another site sent, see InboxPages
                .csrf(csrf -> csrf.ignoringRequestMatchers("/inbox/**"))
                .formLogin(login -> login.loginPage("/login")
                        .failureHandler(SecurityConfiguration::failed)
                        .permitAll())
                .logout(logout -> logout.logoutSuccessUrl("/login?why=bye"))
                .requestCache(cache -> cache.requestCache(pagesOnly()))
                .sessionManagement(session -> session.maximumSessions(SESSIONS)
                        .sessionRegistry(sessions)
                        .expiredUrl("/login?why=ended"))
                .exceptionHandling(
                        trouble -> trouble.authenticationEntryPoint(signIn()).accessDeniedHandler(chooseFirst()))
                .authorizeHttpRequests(requests -> {
                    // what went wrong with an allowed request may be told to whoever made it
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers("/actuator/health/**", "/contracts/**", "/console/*", "/webjars/**")
                            .permitAll();
                    requests.requestMatchers("/login", "/error", "/track", "/public/cases/*")
                            .permitAll();
                    requests.requestMatchers("/password").authenticated();
                    requests.requestMatchers("/").hasAnyRole(names(EnumSet.allOf(AccountRole.class)));
                    requests.requestMatchers("/live", "/search", "/cases/*").hasAnyRole(names(AccountRole.SEE_CASES));
                    requests.requestMatchers("/cases/*/act").hasAnyRole(names(AccountRole.ACT_ON_CASES));
                    requests.requestMatchers(HttpMethod.GET, "/cases/*/message")
                            .hasAnyRole(names(AccountRole.READ_MESSAGES));
                    requests.requestMatchers("/cases/*/message").hasAnyRole(names(AccountRole.READ_PERSONAL));
                    requests.requestMatchers("/storage").hasAnyRole(names(AccountRole.SEE_STORAGE));
                    requests.requestMatchers("/storage/**").hasAnyRole(names(AccountRole.HOLD_CASES));
                    requests.requestMatchers("/routes", "/routes/*").hasAnyRole(names(AccountRole.SEE_ROUTES));
                    requests.requestMatchers("/routes/*/*").hasAnyRole(names(AccountRole.RUN_ROUTES));
                    requests.requestMatchers("/alarms", "/alarms/live").hasAnyRole(names(AccountRole.SEE_ROUTES));
                    requests.requestMatchers("/changes").hasAnyRole(names(AccountRole.SEE_ROUTES));
                    requests.requestMatchers("/canaries", "/canaries/live").hasAnyRole(names(AccountRole.SEE_ROUTES));
                    requests.requestMatchers("/canaries/send").hasAnyRole(names(AccountRole.RUN_ROUTES));
                    requests.requestMatchers("/alarms/*/acknowledge").hasAnyRole(names(AccountRole.RUN_ROUTES));
                    requests.requestMatchers(HttpMethod.GET, "/trouble", "/trouble/**")
                            .hasAnyRole(names(AccountRole.SEE_TROUBLE));
                    requests.requestMatchers("/trouble/**").hasAnyRole(names(AccountRole.REPAIR));
                    requests.requestMatchers("/connectors", "/codes").hasAnyRole(names(AccountRole.SEE_CONNECTORS));
                    requests.requestMatchers("/accounts/**").hasAnyRole(names(Set.of(ADMIN)));
                    requests.requestMatchers("/audit").hasAnyRole(names(Set.of(AUDITOR)));
                    requests.requestMatchers("/inbox", "/department").hasAnyRole(names(Set.of(DEPARTMENT)));
                    requests.requestMatchers("/inbox/{own}/**", "/department/{own}/**")
                            .access(ownDepartment());
                    requests.anyRequest().denyAll();
                });
        return http.build();
    }

    private static String[] names(Set<AccountRole> roles) {
        return roles.stream().map(AccountRole::name).toArray(String[]::new);
    }

    /** A department sees its own and nothing else. */
    private AuthorizationManager<RequestAuthorizationContext> ownDepartment() {
        return (Supplier<Authentication> who, RequestAuthorizationContext request) -> new AuthorizationDecision(
                accounts.department(String.valueOf(request.getVariables().get("own")))
                        .map(connector -> new SimpleGrantedAuthority(SignedIn.OF_DEPARTMENT + connector.department()))
                        .filter(wanted -> who.get().getAuthorities().contains(wanted))
                        .isPresent());
    }

    /** Whoever has signed in comes back to the page that was wanted, not to a part of one. */
    private static HttpSessionRequestCache pagesOnly() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setRequestMatcher(request -> request.getMethod().equals("GET")
                && !isPartOfPage(request)
                && String.valueOf(request.getHeader("Accept")).contains("text/html"));
        return cache;
    }

    private static boolean isPartOfPage(HttpServletRequest request) {
        return request.getHeader("HX-Request") != null;
    }

    /** A page that keeps itself up to date must not show the sign-in page in its midst. */
    private static AuthenticationEntryPoint signIn() {
        LoginUrlAuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint("/login");
        return (request, response, trouble) -> {
            if (isPartOfPage(request)) {
                response.setHeader("HX-Redirect", "/login?why=ended");
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                page.commence(request, response, trouble);
            }
        };
    }

    /** Whoever has a password that is good once is led to where another is chosen. */
    private static AccessDeniedHandler chooseFirst() {
        AccessDeniedHandler refuse = new AccessDeniedHandlerImpl();
        return (request, response, trouble) -> {
            if (request.isUserInRole(PeopleAccounts.NEW)) {
                response.sendRedirect("/password");
            } else {
                refuse.handle(request, response, trouble);
            }
        };
    }

    private static void failed(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException trouble)
            throws IOException {
        response.sendRedirect("/login?why=" + (trouble instanceof LockedException ? "locked" : "wrong"));
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'self'; frame-ancestors 'none'"))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
    }

    /** Nobody reads what Spring would measure of its own filters at each request. */
    @Bean
    SecurityObservationSettings noObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    static PasswordEncoder passwordEncoder() {
        return Passwords.encoder();
    }

    @Bean
    static AccountDesk accountDesk(
            Ledger ledger, PasswordEncoder encoder, Clock clock, PeopleAccounts accounts, SessionRegistry sessions) {
        return new AccountDesk(
                ledger,
                encoder,
                clock,
                accounts::isMade,
                name -> sessions.getAllPrincipals().stream()
                        .filter(principal -> principal instanceof UserDetails account
                                && account.getUsername().equals(name))
                        .flatMap(principal -> sessions.getAllSessions(principal, false).stream())
                        .forEach(SessionInformation::expireNow));
    }

    @Bean
    static SessionRegistry sessions() {
        return new SessionRegistryImpl();
    }

    /** Tells Spring Security of sessions that end, so that they no longer count. */
    @Bean
    static HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** On loopback only loopback names are answered, so that no foreign page can reach the hub through a name of its own. */
    @Bean
    StrictHttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        if (loopback) {
            firewall.setAllowedHostnames(LOOPBACK_NAMES::contains);
        }
        return firewall;
    }

    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SetupProblem("监听地址 %s 无法解析".formatted(address), e);
        }
    }
}
