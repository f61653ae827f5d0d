package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows where every device was last told to be. */
@Command(
    name = "placements",
    header = "Show where every device is, as far as the watcher knows.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlacementsCommand extends SettingsCommand implements Callable<Integer> {
  private static final int LARGEST_PAGE = 1000;

  @Spec CommandSpec spec;

  @Option(names = "--json", description = "As JSON, for programs.")
  boolean json;

  @Option(
      names = "--page",
      paramLabel = "N",
      description = {
        "With --json: pages of N devices, at most 1000, one a line, each fit to be the body of",
        "a call of device-move: {\"reconcile\": true, \"devices\": [...]}; the last is complete."
      })
  Integer page;

  @Override
  Set<String> uses() {
    return STATE_OF_CLOUDVISION;
  }

  @Override
  public Integer call() {
    check();
    try (Database database = existingState()) {
      Clock clock = Clock.systemUTC();
      Instant now = clock.instant();
      KnownDevices devices = new KnownDevices(database);
      PrintWriter out = spec.commandLine().getOut();
      if (page != null) pages(devices.places(), cloudVision(new Outbox(database, clock)), now, out);
      else if (json) out.println(json(devices.all()).toPrettyString());
      else out.print(table(devices.all()));
      out.flush();
      return 0;
    }
  }

  private void check() {
    if (page == null) return;
    if (page < 1 || page > LARGEST_PAGE) {
      throw new SettingsException(List.of("--page=" + page + " is not a number from 1 to 1000"));
    }
    if (!json) throw new SettingsException(List.of("--page is for --json"));
  }

  /** Read after {@code now}: what changed meanwhile is later than the list for whoever gets it. */
  private void pages(List<Stored> stored, Optional<URI> source, Instant now, PrintWriter out) {
    String run = UUID.randomUUID().toString();
    int last = Math.max(1, (stored.size() + page - 1) / page);
    for (int number = 1; number <= last; number++) {
      int from = (number - 1) * page;
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.put("reconcile", true).put("run", run).put("page", number).put("pages", last);
      body.put("complete", number == last).put("at", now.toString());
      source.ifPresent(each -> body.put("source", each.toString()));
      body.set("devices", json(stored.subList(from, Math.min(stored.size(), from + page))));
      out.println(body);
    }
  }

  private static Table table(List<Stored> stored) {
    Table table = new Table("DEVICE", "HOSTNAME", "CONTAINER", "SINCE", "ADDRESS");
    for (Stored each : stored) {
      Device device = each.placement().device();
      table.add(
          device.identity(),
          device.hostname().orElse("-"),
          text(each.placement().container()),
          Times.text(each.since()),
          device.ipAddress().orElse("-"));
    }
    return table;
  }

  /** As {@code --container} takes it. */
  private static String text(Container container) {
    return container.label().map(label -> label + ":").orElse("") + container.name();
  }

  private static ArrayNode json(List<Stored> stored) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Stored each : stored) {
      ObjectNode node = list.addObject();
      node.set("device", each.placement().device().toJson());
      node.set("container", each.placement().container().toJson());
      node.put("since", each.since().toString());
    }
    return list;
  }
}
