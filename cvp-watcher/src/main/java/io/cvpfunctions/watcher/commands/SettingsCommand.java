package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.state.Database;
import java.nio.file.Files;
import java.util.List;
import picocli.CommandLine.Mixin;

/** A command that takes the settings. */
class SettingsCommand {
  @Mixin WatcherOptions options;

  /** What was wrong with the settings file already. */
  List<String> problems = List.of();

  final SettingsReader settings() {
    return new SettingsReader(options, problems);
  }

  /** The state of a watcher, running or not; a command that only looks makes none. */
  final Database existingState() {
    String url = settings().state().url();
    if (!Files.exists(Database.file(url))) {
      throw new SettingsException(List.of("--state=" + url + ": there is no such file yet"));
    }
    return Database.open(url);
  }
}
