package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;

/**
 * One call as the gateway saw it from the outside.
 *
 * @param sent when it arrived at the gateway
 * @param ended when the gateway had an answer for it
 * @param seen the status that the caller was told; 0 where it was told none
 */
public record Call(Instant sent, Instant ended, int seen) {}
