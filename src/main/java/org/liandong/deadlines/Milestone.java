package org.liandong.deadlines;

/** A stage with a limit of its own, for example 停工 within four working hours (reference §0 point 4). */
public record Milestone(String name, Limit limit) {}
