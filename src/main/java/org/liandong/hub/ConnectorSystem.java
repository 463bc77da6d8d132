package org.liandong.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Proof;
import org.liandong.operations.ConnectedSystem;
import org.liandong.operations.ConnectorLine;
import org.liandong.security.CertificateEnd;
import org.liandong.security.SigningKey;

/** A system as its connector folder describes it. */
record ConnectorSystem(Connector connector, LiveConnectors live, Probes probes, SigningKey key, Clock clock)
        implements ConnectedSystem {
    @Override
    public String name() {
        return connector.name();
    }

    @Override
    public String title() {
        return connector.title();
    }

    @Override
    public Optional<String> department() {
        return connector instanceof DepartmentConnector department
                ? Optional.of(department.department())
                : Optional.empty();
    }

    @Override
    public boolean takesLetters() {
        return !Stretch.isPull(connector);
    }

    @Override
    public String receiver() {
        return connector.queue();
    }

    @Override
    public String sender() {
        return connector.sender();
    }

    @Override
    public ConnectorLine line() {
        return live.lines().stream()
                .filter(line -> line.name().equals(name()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Credential> credentials() {
        Stream<Credential> ours = connector.operations().isEmpty()
                ? Stream.empty()
                : Stream.of(credential("枢纽送给你们的", connector.delivery().proof(), ourCertificate()));
        Stream<Credential> theirs = connector.receives().stream()
                .map(entry -> credential(
                        "你们报来的 " + entry.name(),
                        entry.proof(),
                        entry.certificate().map(CertificateEnd::of)));
        return Stream.concat(ours, theirs).toList();
    }

    private Optional<Instant> ourCertificate() {
        return connector.delivery().proof() == Proof.SIGNATURE && key.isThere()
                ? Optional.of(CertificateEnd.of(key.certificate()))
                : Optional.empty();
    }

    private Credential credential(String whose, Proof proof, Optional<Instant> end) {
        if (proof != Proof.SIGNATURE) {
            return new Credential(whose, words(proof), false);
        }
        return end.map(until -> {
                    Duration left = Duration.between(clock.instant(), until);
                    return new Credential(whose, "证书签名," + Probes.lasts(until, left), Probes.isSoon(left));
                })
                .orElseGet(() -> new Credential(whose, "证书签名,枢纽第一次要签时生成", false));
    }

    private static String words(Proof proof) {
        return switch (proof) {
            case HEADERS -> "请求头签名,密钥没有到期日";
            case BODY_HMAC -> "报文头签名,密钥没有到期日";
            case BROKER -> "消息代理的账号,没有到期日";
            case OAUTH2 -> "访问令牌,快到期时自动重取";
            case ACCOUNT -> "账号口令,到期与否由发账号的一方定";
            case LOGIN -> "报文里的账号口令,到期与否由发账号的一方定";
            case USERNAME_TOKEN -> "UsernameToken,口令到期与否由发账号的一方定";
            case SIGNATURE -> "证书签名";
            case NONE -> "没有,仅凭网络";
        };
    }

    @Override
    public List<Finding> probe() {
        return probes.of(connector, live.address(connector));
    }
}
