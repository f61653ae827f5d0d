package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Something that has to run on a device, or has run (facts: CloudVision B6). */
record Task(JsonNode node) {
  private static final Set<String> IN_VAIN = Set.of("cancelled", "canceled", "failed");

  /** Its serial number; the MAC address, which REST calls the key, where it names none. */
  String device() {
    JsonNode details = node.path("workOrderDetails");
    String serial = details.path("serialNumber").asText("");
    if (!serial.isBlank()) return serial;
    String key = details.path("netElementId").asText("");
    return mac(key.isBlank() ? data("NETELEMENT_ID") : key);
  }

  static String mac(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private String data(String name) {
    return node.path("data").path(name).asText("");
  }

  /** Whether it changes nothing any more. */
  boolean over() {
    return status().equals("completed") || !counts();
  }

  /** Whether it has run, or may yet. */
  boolean counts() {
    return !IN_VAIN.contains(status());
  }

  private String status() {
    String status = node.path("workOrderUserDefinedStatus").asText("");
    String state = status.isBlank() ? node.path("taskStatus").asText("") : status;
    return state.trim().toLowerCase(Locale.ROOT);
  }

  /** Whether it was made after that. */
  boolean since(Instant after) {
    return node.path("createdOnInLongFormat").asLong() > after.toEpochMilli();
  }

  /** Whether it moves a device from there to there. */
  boolean moves(Optional<Container> from, Container to) {
    return movesTo(to) && movesFrom(from);
  }

  private boolean movesTo(Container to) {
    String key = node.path("newParentContainerId").asText("");
    if (!key.isBlank() && to.key().isPresent()) return to.key().get().equals(key);
    return node.path("newParentContainerName").asText("").equals(to.name());
  }

  /** What was nowhere comes from Undefined, where every device begins (facts: CloudVision B3). */
  private boolean movesFrom(Optional<Container> from) {
    String key = data("currentparentContainerId");
    boolean undefined = key.isBlank() || key.equals(Container.UNDEFINED_KEY);
    if (from.isEmpty() || from.get().isUndefined()) return undefined;
    return from.get().key().filter(key::equals).isPresent();
  }

  /** Who made it, or ran it. */
  Optional<String> account() {
    return text("createdBy").or(() -> text("executedBy"));
  }

  private Optional<String> text(String name) {
    return Optional.of(node.path(name).asText("").trim()).filter(t -> !t.isEmpty());
  }
}
