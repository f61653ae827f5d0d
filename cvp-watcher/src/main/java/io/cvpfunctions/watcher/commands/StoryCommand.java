package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.routing.EventView;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.PlacementTable.Stored;
import io.cvpfunctions.watcher.state.StoryTable;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what happened to a device, as far as the state remembers. */
@Command(
    name = "story",
    header = "Show what happened to a device: what was seen, who was told, how that ended.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class StoryCommand extends SettingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "DEVICE",
      description = "Serial number, MAC address, hostname, FQDN or address.")
  String name;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Database database = existingState()) {
      KnownDevices known = new KnownDevices(database);
      List<Stored> found = known.named(name);
      int worst = 0;
      for (String each : found.isEmpty() ? gone(database) : List.<String>of()) {
        worst = Math.max(worst, tell(database, each, Optional.empty(), known.only(each), out));
      }
      for (Stored each : found) {
        String subject = each.placement().identity();
        int status = tell(database, subject, Optional.of(each), known.only(subject), out);
        worst = Math.max(worst, status);
      }
      return worst;
    } finally {
      out.flush();
    }
  }

  /** A device that is gone has a story still, by the names that events have of it. */
  private List<String> gone(Database database) {
    List<String> subjects =
        new StoryTable(database)
            .mentioning(name).stream()
                .map(each -> EventView.of(each.event()))
                .filter(each -> each.deviceNames().stream().anyMatch(name::equalsIgnoreCase))
                .flatMap(each -> each.subject().stream())
                .distinct()
                .toList();
    return subjects.isEmpty() ? List.of(name) : subjects;
  }

  private int tell(
      Database database,
      String subject,
      Optional<Stored> stored,
      KnownDevices device,
      PrintWriter out) {
    Story story = new Story(database, Clock.systemUTC());
    Table table = story.of(subject, stored, device);
    if (story.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("nothing is known of " + name + "; see cvp-watcher placements");
      return 1;
    }
    String since = stored.map(s -> " since " + Times.text(s.since())).orElse("");
    out.println(stored.map(s -> s.placement() + since).orElse(subject + " is in no container"));
    out.print(table);
    return 0;
  }
}
