package org.liandong.connectors;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * How the other side is asked whether it has an assignment, which settles an unknown outcome.
 *
 * @param mapping canonical message to the body of the question; absent when the path says it all
 * @param answer foreign answer to result: DELIVERED if it has it, NOT_FOUND if not
 */
public record LookUp(String method, String path, String action, Optional<Mapping> mapping, Mapping answer) {

    /** The path for one assignment. */
    public String pathFor(String taskNo) {
        return path.replace("{taskNo}", URLEncoder.encode(taskNo, StandardCharsets.UTF_8));
    }
}
