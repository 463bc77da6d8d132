package org.liandong.routing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.liandong.cases.Location;

/**
 * What is compared of a report.
 *
 * @param item six digits; null if not known
 * @param caseType for example 举报
 * @param secret whether the requester asked for secrecy
 * @param at when it was reported
 * @param text title and content
 */
public record Report(
        @Nullable String item, String caseType, boolean secret, Location location, Instant at, String text) {}
