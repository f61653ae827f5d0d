package io.cvpfunctions.watcher.commands;

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
}
