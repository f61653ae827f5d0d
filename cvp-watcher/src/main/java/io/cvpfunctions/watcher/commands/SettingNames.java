package io.cvpfunctions.watcher.commands;

import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** The names that settings have in the YAML file: the flags', without the dashes in front. */
final class SettingNames {
  static final Set<String> ALL =
      CommandSpec.forAnnotatedObject(new WatcherOptions()).options().stream()
          .map(option -> option.longestName().substring(2))
          .collect(Collectors.toUnmodifiableSet());

  private SettingNames() {}
}
