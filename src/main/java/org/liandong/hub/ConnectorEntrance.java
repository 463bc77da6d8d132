package org.liandong.hub;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Channel;
import org.liandong.connectors.ChannelConnector;
import org.liandong.connectors.Connector;
import org.liandong.connectors.DepartmentConnector;
import org.liandong.connectors.Entry;
import org.liandong.connectors.FirstElements;
import org.liandong.connectors.MappingException;
import org.liandong.intake.Entrance;
import org.liandong.soap.SoapVersion;

/** An entrance as its connector folder describes it. */
record ConnectorEntrance(Connector of, Entry entry) implements Entrance {
    @Override
    public String connector() {
        return of.name();
    }

    @Override
    public String name() {
        return entry.name();
    }

    @Override
    public String sender() {
        return of.sender();
    }

    @Override
    public Proof proof() {
        return switch (entry.proof()) {
            case HEADERS -> Proof.HEADERS;
            case BODY_HMAC -> Proof.HEAD;
            case BROKER -> Proof.BROKER;
            case ACCOUNT -> Proof.FETCHED;
            case LOGIN -> Proof.LOGIN;
            case USERNAME_TOKEN -> Proof.USERNAME_TOKEN;
            case SIGNATURE -> Proof.SIGNATURE;
            case OAUTH2, NONE -> throw new IllegalStateException("入口%s没有验明发送方的办法".formatted(entry.path()));
        };
    }

    @Override
    public Form form() {
        if (entry.kind() == Entry.Kind.SOAP) {
            return of.delivery().soap() == SoapVersion.V1_1 ? Form.SOAP : Form.SOAP_1_2;
        }
        return entry.format() == Entry.Format.JSON ? Form.JSON : Form.XML;
    }

    @Override
    public Optional<Account> account(String text) {
        return entry.login()
                .flatMap(login -> FirstElements.in(text, login.user(), login.password()))
                .map(found -> new Account(found.get(0), found.get(1)));
    }

    @Override
    public Optional<String> replies() {
        return entry.replies();
    }

    @Override
    public Optional<X509Certificate> certificate() {
        return entry.certificate();
    }

    @Override
    public @Nullable Channel channel() {
        return of instanceof ChannelConnector channel ? Channel.valueOf(channel.channel()) : null;
    }

    @Override
    public @Nullable String department() {
        return of instanceof DepartmentConnector department ? department.department() : null;
    }

    @Override
    public String map(String text) {
        try {
            return entry.mapping().apply(text);
        } catch (MappingException e) {
            throw new NotMapped(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public Optional<String> answer(String receipt) {
        return entry.answer().map(mapping -> mapping.apply(receipt));
    }

    @Override
    public UnaryOperator<String> fieldNames() {
        return of::fieldName;
    }
}
