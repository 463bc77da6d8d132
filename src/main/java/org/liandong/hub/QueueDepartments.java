package org.liandong.hub;

import java.util.Set;

/** Codes of the departments that take part by queues of their own on the embedded broker. */
record QueueDepartments(Set<String> codes) {}
