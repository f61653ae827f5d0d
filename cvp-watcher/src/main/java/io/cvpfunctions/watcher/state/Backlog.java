package io.cvpfunctions.watcher.state;

import java.util.Optional;

/**
 * What waits in the outbox.
 *
 * @param unrouted events that wait for the topic map
 * @param waiting deliveries not done yet
 * @param oldest milliseconds since 1970 of the oldest of either
 * @param dead dead letters
 */
public record Backlog(long unrouted, long waiting, Optional<Long> oldest, long dead) {}
