package org.liandong.connectors;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;

/**
 * A door through which a system reports to the hub.
 *
 * @param name unique within the connector
 * @param path HTTP path of the hub, or the queue's, the table's or the folder's name
 * @param mapping the system's message to a canonical one; a code it does not know gives kind {@code unknown}
 * @param answer the hub's receipt to the system's form of answer; absent when the receipt goes out as it is
 * @param rows how rows not taken yet are found; there for a table, and only there
 * @param batches how files not taken yet are found; there for files, and only there
 * @param login in which elements name and password stand; there for {@link Proof#LOGIN}, and only there
 * @param replies where receipts go that a sender asks for, below this address; absent if a queue takes no answer
 * @param certificate whose key signs what comes; there for {@link Proof#SIGNATURE}, and only there
 * @param contract what a SOAP entry shows at {@code ?wsdl}; absent for a contract that carries any message
 */
public record Entry(
        String name,
        Kind kind,
        String path,
        Proof proof,
        Format format,
        Mapping mapping,
        Optional<Mapping> answer,
        Optional<Rows> rows,
        Optional<Batches> batches,
        Optional<Login> login,
        Optional<String> replies,
        Optional<X509Certificate> certificate,
        Optional<PublishedContract> contract) {

    /** Names of the elements, without their namespace. */
    public record Login(String user, String password) {}

    /** By what way it comes. */
    public enum Kind {
        HTTP,
        SOAP,
        QUEUE,
        /** The hub goes and reads rows. */
        TABLE,
        /** The hub goes and reads files. */
        FILE,
        /** People fill in forms of the hub's own. */
        PAGE;

        static Kind of(String word) {
            return Arrays.stream(values())
                    .filter(kind -> kind.name().equalsIgnoreCase(word))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What it is written in. */
    public enum Format {
        JSON,
        XML;

        static Format of(String word) {
            return word.equals("json") ? JSON : XML;
        }
    }
}
