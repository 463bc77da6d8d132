package org.liandong.hub;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this hub is set up. Everything has a default that works on one machine; see docs/configuration.md. A setting that is
 * not known keeps the hub from starting: it is misspelt.
 *
 * @param data folder of the embedded ledger, broker, files and keys
 * @param home folder that holds {@code routes}, {@code connectors} and {@code district}
 * @param district folder of the district's data, below home unless absolute
 */
@ConfigurationProperties(prefix = "liandong", ignoreUnknownFields = false)
public record HubSettings(
        @DefaultValue("data") Path data,
        @DefaultValue(".") Path home,
        @DefaultValue("district/jiangning") Path district,
        @DefaultValue Database database,
        @DefaultValue Broker broker,
        @DefaultValue Intake intake,
        @DefaultValue Timer timer,
        @DefaultValue Alarms alarms,
        @DefaultValue Canaries canary,
        @DefaultValue Retention retention,
        @DefaultValue Signing signing,
        @DefaultValue Telemetry telemetry,
        @DefaultValue Jmx jmx) {

    /**
     * The ledger's database.
     *
     * @param url empty for the embedded SQLite under {@code data}
     */
    public record Database(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password) {}

    /**
     * The message broker.
     *
     * @param url empty for the embedded one
     * @param port loopback port on which departments with queues connect to the embedded broker; 0 for none
     * @param mqtt loopback port on which terminals speak MQTT to the embedded broker; 0 for none
     * @param journalSync microseconds that the journal waits to gather writes for one sync
     */
    public record Broker(
            @DefaultValue("") String url,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("0") int port,
            @DefaultValue("0") int mqtt,
            @DefaultValue("100") int journalSync) {}

    /**
     * Limits of what is taken in.
     *
     * @param maxBytes largest message accepted
     * @param maxPhotoBytes largest photo accepted
     * @param clockTolerance seconds by which a sender's clock may differ
     */
    public record Intake(
            @DefaultValue("4194304") int maxBytes,
            @DefaultValue("16777216") int maxPhotoBytes,
            @DefaultValue("300") int clockTolerance) {}

    /**
     * What the hub does by itself when a time has come: reminders, review dates.
     *
     * @param every seconds between two looks; 0 for never
     */
    public record Timer(@DefaultValue("5") int every) {}

    /**
     * What people are told of.
     *
     * @param every seconds between two looks; 0 for never
     * @param webhook address of a program that is told of each alarm; empty for none
     */
    public record Alarms(
            @DefaultValue("10") int every,
            @DefaultValue("") String webhook,
            @DefaultValue Mail mail) {}

    /**
     * Cases that the hub makes itself to see whether the ways are open.
     *
     * @param every seconds in which each department gets one; 0 for never
     * @param address where the channels reach the hub; empty for the hub's own port
     */
    public record Canaries(
            @DefaultValue("0") int every, @DefaultValue("") String address) {}

    /**
     * How long what is kept, in days; 0 for ever.
     *
     * @param messages the bytes of messages that came in, never before their case is closed
     * @param senders other numbers for some senders' messages, by sender
     * @param persons who asked, after the case is closed
     * @param photos photographs and other files, after the last case with them is closed
     * @param digests receivers, by their queue, of whose letters and answers only size and digest are kept, and senders of whose messages
     *     no more is kept once they have been understood
     */
    public record Retention(
            @DefaultValue("0") int messages,
            @DefaultValue Map<String, Integer> senders,
            @DefaultValue("0") int persons,
            @DefaultValue("0") int photos,
            @DefaultValue Set<String> digests) {}

    /**
     * The key that the hub signs SOAP envelopes with.
     *
     * @param store PKCS#12 with one private key, below {@code data} unless absolute; made when first needed if it is not there
     */
    public record Signing(
            @DefaultValue("signing.p12") Path store,
            @DefaultValue("liandong") String password) {}

    /**
     * Who is told of each message, as one trace a case.
     *
     * @param otlp address of an OpenTelemetry collector that speaks OTLP over HTTP; empty for nobody
     */
    public record Telemetry(@DefaultValue("") String otlp) {}

    /**
     * What Camel, the broker and the Java machine show of themselves.
     *
     * @param enabled whether they do, at {@code /jolokia} for the operator's account, to look at only
     */
    public record Jmx(@DefaultValue("false") boolean enabled) {}

    /**
     * Where letters about alarms go.
     *
     * @param host of the mail server; empty for no letters
     * @param starttls whether the connection must be encrypted
     * @param to one or several addresses, separated by commas
     */
    public record Mail(
            @DefaultValue("") String host,
            @DefaultValue("25") int port,
            @DefaultValue("false") boolean starttls,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("") String from,
            @DefaultValue("") String to) {}

    /** The district's folder, resolved. */
    public Path districtFolder() {
        return home.resolve(district);
    }
}
