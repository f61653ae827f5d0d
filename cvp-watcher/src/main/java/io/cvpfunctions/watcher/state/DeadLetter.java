package io.cvpfunctions.watcher.state;

import java.time.Instant;

/**
 * One delivery given up on.
 *
 * @param number by which people name it
 * @param id the event's
 * @param status of the last answer; 0 where there was none
 * @param event as structured JSON
 */
public record DeadLetter(
    long number,
    String function,
    String id,
    String type,
    String subject,
    int attempts,
    Instant since,
    Instant at,
    int status,
    String reason,
    String event) {}
