package org.liandong.connectors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * One thing that can be sent.
 *
 * @param operation DISPATCH, URGE, … for departments, STATUS for channels
 * @param mapping canonical message to foreign body
 * @param method HTTP method; POST where the protocol has none
 * @param path appended to the endpoint, may hold {@code {taskNo}} and {@code {letterNo}}; empty if the endpoint is all
 * @param action SOAP action, empty if none
 */
public record Send(String operation, Mapping mapping, String method, String path, String action) {

    /** The path for one letter. */
    public String pathFor(String taskNo, String letterNo) {
        return path.replace("{taskNo}", URLEncoder.encode(taskNo, StandardCharsets.UTF_8))
                .replace("{letterNo}", letterNo);
    }
}
