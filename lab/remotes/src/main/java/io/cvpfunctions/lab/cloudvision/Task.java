package io.cvpfunctions.lab.cloudvision;

/** What has to run on a device before a saved move is real. */
public record Task(String id, String status, String mac, String fromKey, String toKey) {
  static final String PENDING = "Pending";
  static final String COMPLETED = "Completed";
  static final String CANCELLED = "Cancelled";

  Task now(String other) {
    return new Task(id, other, mac, fromKey, toKey);
  }
}
