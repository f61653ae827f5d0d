package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes values of the texts of settings, and remembers all that is wrong. Not thread-safe. */
final class SettingTexts {
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  private final List<String> problems;

  /** Goes on from problems found before. */
  SettingTexts(List<String> problems) {
    this.problems = new ArrayList<>(problems);
  }

  void wrong(String problem) {
    problems.add(problem);
  }

  /** How much is wrong so far. */
  int problems() {
    return problems.size();
  }

  /**
   * To be called once everything has been read.
   *
   * @throws SettingsException naming every problem
   */
  void check() {
    if (!problems.isEmpty()) throw new SettingsException(problems);
  }

  List<String> list(String flag, String list) {
    List<String> texts = new ArrayList<>();
    for (String each : list.split(",", -1)) if (!each.isBlank()) texts.add(each.trim());
    if (texts.isEmpty()) wrong(flag + "=" + list + " names nothing");
    return texts;
  }

  Optional<Secret> optional(String flag, String path) {
    return path == null ? Optional.empty() : Optional.of(secret(flag, path));
  }

  Secret secret(String flag, String path) {
    try {
      Secret secret = Secret.ofFile(Path.of(path));
      if (secret.isEmpty()) wrong(flag + " " + path + " is empty");
      return secret;
    } catch (IOException unreadable) {
      wrong(flag + " " + path + " cannot be read");
      return Secret.of("");
    }
  }

  Duration duration(String flag, String text) {
    Optional<Duration> duration = GoDuration.parse(text);
    if (duration.isEmpty()) wrong(flag + "=" + text + " is not a duration such as 10s");
    return duration.orElse(Duration.ZERO);
  }

  Duration interval(String flag, String text) {
    int before = problems();
    Duration interval = duration(flag, text);
    if (problems() == before && interval.compareTo(LEAST_INTERVAL) < 0) {
      wrong(flag + "=" + text + " is too short: at least 100ms");
    }
    return interval;
  }

  int number(String flag, String text) {
    if (text.matches("[1-9]\\d{0,5}")) return Integer.parseInt(text);
    wrong(flag + "=" + text + " is not a number from 1");
    return 1;
  }

  boolean flag(String flag, String text) {
    if (!List.of("true", "false").contains(text)) {
      wrong(flag + "=" + text + " is neither true nor false");
    }
    return text.equals("true");
  }
}
