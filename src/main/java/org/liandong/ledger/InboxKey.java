package org.liandong.ledger;

/**
 * What makes a message the same message again (reference §4.8).
 *
 * @param sender who sent it, as the hub knows the sender
 * @param idempotencyKey the sender's own key, built as its connector says
 */
public record InboxKey(String sender, String idempotencyKey) {}
