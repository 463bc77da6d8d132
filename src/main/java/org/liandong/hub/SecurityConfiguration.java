package org.liandong.hub;

import jakarta.servlet.DispatcherType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.liandong.connectors.Loaded;
import org.liandong.security.Credentials;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may call what. Senders prove themselves message by message (see {@link org.liandong.security.SenderProof}); people
 * need an account for everything that changes something, and for everything at all when the hub can be reached from
 * elsewhere.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** By the whole path: the SOAP servlet has one of its own. */
    private static final RequestMatcher SENDERS =
            new OrRequestMatcher(Stream.of("/channels/**", "/departments/**", "/services/**")
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList());

    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** How the password of an account was come by, and hence kept. */
    private static final String CHOSEN = "bcrypt";

    static final String MADE = "secret";

    static final String INBOX = "INBOX";

    private final boolean loopback;

    SecurityConfiguration(@Value("${server.address:127.0.0.1}") String address, HubSettings settings) {
        this.loopback = isLoopback(address);
        String password = settings.admin().password();
        if (!loopback && (password == null || password.isBlank())) {
            throw new SetupProblem("监听地址 %s 不是本机回环地址,须先在配置中设置管理员口令 liandong.admin.password".formatted(address));
        }
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

    @Bean
    SecurityFilterChain people(HttpSecurity http) throws Exception {
        http.sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // no cookie ever signs anybody in, so there is nothing to forge a request with
                .csrf(AbstractHttpConfigurer::disable)
                .httpBasic(Customizer.withDefaults())
                .headers(SecurityConfiguration::headers)
                .authorizeHttpRequests(requests -> {
                    // what went wrong with an allowed request may be told to whoever made it
                    requests.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    requests.requestMatchers("/actuator/health/**").permitAll();
                    requests.requestMatchers("/contracts/**").permitAll();
                    requests.requestMatchers(HttpMethod.GET, "/track", "/public/cases/*", "/console/*", "/webjars/**")
                            .permitAll();
                    requests.requestMatchers("/inbox/{inbox}/**").access(SecurityConfiguration::ownInbox);
                    requests.requestMatchers("/inbox").hasRole(INBOX);
                    if (loopback) {
                        requests.requestMatchers(HttpMethod.GET, "/api/quarantine/**")
                                .hasRole("OPERATOR");
                        requests.requestMatchers(HttpMethod.GET, "/**").permitAll();
                    }
                    requests.anyRequest().hasRole("OPERATOR");
                });
        return http.build();
    }

    /** A department sees its own inbox and nothing else. */
    private static AuthorizationDecision ownInbox(Supplier<Authentication> who, RequestAuthorizationContext request) {
        Authentication account = who.get();
        boolean own = account.getAuthorities().contains(new SimpleGrantedAuthority("ROLE_" + INBOX))
                && account.getName().equals(request.getVariables().get("inbox"));
        return new AuthorizationDecision(own);
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
    PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                CHOSEN, Map.of(CHOSEN, new BCryptPasswordEncoder(), MADE, new SecretEncoder()));
    }

    @Bean
    InMemoryUserDetailsManager accounts(
            HubSettings settings, Credentials credentials, Loaded connectors, PasswordEncoder encoder) {
        String made = new SecretEncoder().encode(credentials.operator().password());
        InMemoryUserDetailsManager accounts = new InMemoryUserDetailsManager(
                User.withUsername(credentials.operator().user())
                        .password("{" + MADE + "}" + made)
                        .roles("OPERATOR")
                        .build());
        connectors.connectors().stream()
                .filter(connector -> connector.delivery().protocol().equals("inbox"))
                .forEach(connector -> accounts.createUser(Admission.account(connector, credentials)));
        String password = settings.admin().password();
        if (password != null && !password.isBlank()) {
            accounts.createUser(User.withUsername(settings.admin().user())
                    .password(encoder.encode(password))
                    .roles("OPERATOR", "ADMIN")
                    .build());
        }
        return accounts;
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
