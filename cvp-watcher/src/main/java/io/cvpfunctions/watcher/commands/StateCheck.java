package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.state.StateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether the state could be written, and makes nothing of it. */
final class StateCheck {
  private static final String REMEDY =
      "Mount a volume that user 10001 can write, or name another --state.";

  private final StateSettings settings;

  StateCheck(StateSettings settings) {
    this.settings = settings;
  }

  void run(Findings findings) {
    Optional<Path> file = settings.address().file();
    if (file.isPresent()) file(file.get().toAbsolutePath(), findings);
    else server(findings);
  }

  private void server(Findings findings) {
    try {
      settings.address().probe();
      findings.ok("the state " + settings.address() + " takes the user and the password");
    } catch (StateException failed) {
      findings.failure(failed.getMessage(), "Check --state, and the files with user and password.");
    }
  }

  private void file(Path file, Findings findings) {
    Path folder = nearest(file.getParent());
    String state = "the state " + settings.address();
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      findings.failure(state + " cannot be written: " + folder + " is no writable folder", REMEDY);
    } else if (!Files.exists(file)) {
      findings.ok(state + " would be created: " + folder + " can be written");
    } else if (Files.isRegularFile(file) && Files.isWritable(file)) {
      findings.ok(state + " can be written");
    } else {
      findings.failure(state + " cannot be written: " + file + " is no writable file", REMEDY);
    }
  }

  /** It, or the closest above it that exists. */
  private static Path nearest(Path folder) {
    Path there = folder;
    while (!Files.exists(there)) there = there.getParent();
    return there;
  }
}
