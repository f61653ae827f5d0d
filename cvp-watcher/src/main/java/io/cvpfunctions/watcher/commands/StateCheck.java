package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.StateException;

/** Tries the state: whether it opens, and takes a write. */
final class StateCheck {
  private final StateSettings settings;

  StateCheck(StateSettings settings) {
    this.settings = settings;
  }

  void run(Findings findings) {
    try (Database database = Database.open(settings.url())) {
      database.write(
          connection -> {
            try (var statement = connection.createStatement()) {
              return statement.executeUpdate("delete from schema_version where version < 0");
            }
          });
      findings.ok("the state " + settings.url() + " can be written");
    } catch (StateException failed) {
      String todo = "Mount a volume that user 10001 can write, or name another --state.";
      findings.failure(failed.getMessage(), todo);
    }
  }
}
