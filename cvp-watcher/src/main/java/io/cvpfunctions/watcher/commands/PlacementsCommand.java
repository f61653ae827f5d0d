package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.watcher.Watcher;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PlacementTable;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows where every device was last told to be. */
@Command(
    name = "placements",
    description = "Show where every device is, as far as the watcher knows.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class PlacementsCommand extends SettingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "As JSON, for programs.")
  boolean json;

  @Override
  public Integer call() {
    try (Database database = existingState()) {
      List<Stored> stored = new PlacementTable(database, Watcher.CONTAINER_DIMENSION).all();
      PrintWriter out = spec.commandLine().getOut();
      if (json) out.println(json(stored).toPrettyString());
      else out.print(table(stored));
      out.flush();
      return 0;
    }
  }

  private static Table table(List<Stored> stored) {
    Table table = new Table("DEVICE", "HOSTNAME", "CONTAINER", "SINCE", "ADDRESS");
    for (Stored each : stored) {
      Device device = each.placement().device();
      table.add(
          device.identity(),
          device.hostname().orElse("-"),
          each.placement().container().name(),
          each.since().toString(),
          device.ipAddress().orElse("-"));
    }
    return table;
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
