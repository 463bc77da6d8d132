package org.liandong.connectors;

/**
 * Turns one message into another, as a connector's file says: JSLT ({@code *.jslt}, JSON to JSON) or XSLT 3.0
 * ({@code *.xsl}, where XML is on either side). Compiled once; implementations are safe for use by many threads.
 */
public sealed interface Mapping permits JsltMapping, XsltMapping {

    /** The file it was compiled from, relative to the connector's folder. */
    String file();

    /**
     * The mapped message. A blank text or the JSON literal {@code null} means that there is nothing to say, see
     * {@link #saysNothing}.
     *
     * @throws MappingException if the input is not what the mapping expects; the message names the place
     */
    String apply(String input);

    /** Whether the output of a mapping means that nothing is to be sent, such as a state the receiver is not told. */
    static boolean saysNothing(String output) {
        return output.isBlank() || output.strip().equals("null");
    }
}
