package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tasks of CloudVision at one moment: what has still to run on devices, and who wanted it. */
public final class Tasks {
  /** A task in one of these states changes nothing any more (facts: CloudVision B6). */
  private static final Set<String> OVER = Set.of("completed", "cancelled", "canceled", "failed");

  private final List<Task> tasks;

  private Tasks(List<Task> tasks) {
    this.tasks = tasks;
  }

  /** Reads them all, over and open; empty where this release, or the account, does not list any. */
  public static Optional<Tasks> read(CloudVision cloudVision) {
    String path = "task/getTasks.do?queryparam=&startIndex=0&endIndex=0";
    return cloudVision.ask(node -> node.get(path)).map(Tasks::of);
  }

  static Tasks of(JsonNode answer) {
    List<Task> tasks = new ArrayList<>();
    answer.path("data").forEach(each -> tasks.add(new Task(each)));
    return new Tasks(tasks);
  }

  /** Whether one of the device's is open. */
  public boolean open(Device device) {
    return tasks.stream().anyMatch(task -> task.of(device) && !task.over());
  }

  /** Who made the latest task that moves the device there. */
  public Optional<String> mover(Device device, Container to) {
    return tasks.stream()
        .filter(task -> task.of(device) && task.movesTo(to))
        .max(Comparator.comparingLong(Task::created))
        .flatMap(Task::account);
  }

  private record Task(JsonNode node) {
    boolean over() {
      String status = node.path("workOrderUserDefinedStatus").asText("");
      String state = status.isBlank() ? node.path("taskStatus").asText("") : status;
      return OVER.contains(state.trim().toLowerCase(Locale.ROOT));
    }

    /** Tasks name the serial number, or what REST calls the key: the MAC address. */
    boolean of(Device device) {
      JsonNode details = node.path("workOrderDetails");
      String serial = details.path("serialNumber").asText("");
      if (!serial.isBlank()) return device.serialNumber().filter(serial::equals).isPresent();
      String mac = details.path("netElementId").asText("");
      String key = mac.isBlank() ? node.path("data").path("NETELEMENT_ID").asText("") : mac;
      return device.systemMacAddress().filter(key::equalsIgnoreCase).isPresent();
    }

    boolean movesTo(Container to) {
      String key = node.path("newParentContainerId").asText("");
      if (!key.isBlank() && to.key().isPresent()) return to.key().get().equals(key);
      return node.path("newParentContainerName").asText("").equals(to.name());
    }

    long created() {
      return node.path("createdOnInLongFormat").asLong();
    }

    Optional<String> account() {
      return text("createdBy").or(() -> text("executedBy"));
    }

    private Optional<String> text(String name) {
      return Optional.of(node.path(name).asText("").trim()).filter(t -> !t.isEmpty());
    }
  }
}
