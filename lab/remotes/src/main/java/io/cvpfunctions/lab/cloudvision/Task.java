package io.cvpfunctions.lab.cloudvision;

import java.time.Instant;

/** What has to run on a device before a saved move is real; {@code ended} is null until it has. */
public record Task(
    String id,
    String status,
    String createdBy,
    Instant created,
    Instant ended,
    String mac,
    String fromKey,
    String toKey) {
  static final String PENDING = "Pending";
  static final String COMPLETED = "Completed";
  static final String CANCELLED = "Cancelled";

  static Task pending(String id, String createdBy, String mac, String fromKey, String toKey) {
    return new Task(id, PENDING, createdBy, Instant.now(), null, mac, fromKey, toKey);
  }

  Task now(String other) {
    return new Task(id, other, createdBy, created, Instant.now(), mac, fromKey, toKey);
  }

  boolean open() {
    return status.equals(PENDING);
  }
}
