package io.cvpfunctions.watcher.cloudvision;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The tasks of CloudVision at one moment: what has still to run on devices, and who wanted it. */
public final class Tasks {
  /** By serial number, or by MAC address where a task names none. */
  private final Map<String, List<Task>> byDevice = new HashMap<>();

  private Tasks() {}

  /** Reads them all, over and open; empty where this release, or the account, does not list any. */
  public static Optional<Tasks> read(CloudVision cloudVision) {
    String path = "task/getTasks.do?queryparam=&startIndex=0&endIndex=0";
    return cloudVision.ask(node -> node.get(path)).map(Tasks::of);
  }

  static Tasks of(JsonNode answer) {
    Tasks tasks = new Tasks();
    answer.path("data").forEach(each -> tasks.add(new Task(each)));
    return tasks;
  }

  private void add(Task task) {
    byDevice.computeIfAbsent(task.device(), any -> new ArrayList<>()).add(task);
  }

  private Stream<Task> of(Device device) {
    Stream<String> names = Stream.of(device.serialNumber(), mac(device)).flatMap(Optional::stream);
    return names.flatMap(name -> byDevice.getOrDefault(name, List.of()).stream());
  }

  private static Optional<String> mac(Device device) {
    return device.systemMacAddress().map(Task::mac);
  }

  /** Whether one of the device's is open. */
  public boolean open(Device device) {
    return of(device).anyMatch(task -> !task.over());
  }

  /**
   * Who made the task that moves the device so; nobody, where there is a doubt: a task that names
   * another origin, or one that cannot be compared, is not it, nor is one of two by two people.
   *
   * @param from where it was; empty where it was nowhere
   * @param after tasks made before that belong to an earlier move
   */
  public Optional<String> mover(
      Device device, Optional<Container> from, Container to, Instant after) {
    List<String> accounts =
        of(device)
            .filter(task -> task.counts() && task.since(after) && task.moves(from, to))
            .map(task -> task.account().orElse(""))
            .distinct()
            .toList();
    return accounts.size() == 1
        ? Optional.of(accounts.get(0)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }
}
