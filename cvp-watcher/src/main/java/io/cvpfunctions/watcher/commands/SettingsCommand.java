package io.cvpfunctions.watcher.commands;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.state.Database;
import io.cvpfunctions.watcher.state.Outbox;
import io.cvpfunctions.watcher.state.StateAddress;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;

/** A command that takes the settings. */
class SettingsCommand {
  /** What commands need that ask nobody but the state. */
  static final Set<String> STATE =
      Set.of("--config", "--state", "--state-user-file", "--state-password-file");

  /** What those need besides that say of which CloudVision the state is. */
  static final Set<String> STATE_OF_CLOUDVISION =
      Stream.concat(STATE.stream(), Stream.of("--cloudvision")).collect(toUnmodifiableSet());

  @Mixin WatcherOptions options;

  /** What was wrong with the settings file already. */
  List<String> problems = List.of();

  /** The settings that it uses; none named means all. */
  Set<String> uses() {
    return STATE;
  }

  /** What {@code --container} means to it, where that is no setting. */
  String container() {
    return "";
  }

  final SettingsReader settings() {
    return new SettingsReader(options, problems);
  }

  /** The containers named with this very command, whatever the settings limit the watcher to. */
  final List<String> containers(CommandSpec spec) {
    boolean given = spec.commandLine().getParseResult().hasMatchedOption("--container");
    return given ? options.cloudVision.container : List.of();
  }

  /** The CloudVision that the state is of: the one named, else the one its events came from. */
  final Optional<URI> cloudVision(Outbox outbox) {
    boolean named = !options.cloudVision.cloudvision.isEmpty();
    return named ? Optional.of(settings().source()) : outbox.cloudVision();
  }

  /** The state of a watcher, running or not; a command that only looks makes none. */
  final Database existingState() {
    StateAddress address = settings().state().address();
    if (address.file().filter(file -> !Files.exists(file)).isPresent()) {
      throw new SettingsException(List.of("--state=" + address + ": there is no such file yet"));
    }
    return Database.open(address);
  }
}
