package io.cvpfunctions.slack.message;

import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A team's own files in the directory {@code slack_templates}, which may hold secrets too. None
 * where it is not set.
 */
final class OwnTemplates {
  private static final String TEMPLATE = "(?i).+\\.(ya?ml|html?)|slack-[a-z-]+";
  private static final String SECRET = "slack-bot-token|slack-webhook-url(\\..*)?";

  private final Settings settings;
  private final Optional<Path> directory;

  private OwnTemplates(Settings settings, Optional<Path> directory) {
    this.settings = settings;
    this.directory = directory;
  }

  static OwnTemplates from(Settings settings) {
    Optional<Path> directory = settings.optionalText("slack_templates").map(Path::of);
    directory
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(path -> settings.problem("slack_templates=" + path + " is not a directory"));
    return new OwnTemplates(settings, directory.filter(Files::isDirectory));
  }

  /** What the file of that name says; empty where there is none. */
  Optional<String> text(String file) {
    Optional<Path> there = directory.map(path -> path.resolve(file)).filter(Files::isRegularFile);
    try {
      return there.isPresent() ? Optional.of(Files.readString(there.get())) : Optional.empty();
    } catch (IOException unreadable) {
      settings.problem(file + " cannot be read");
      return Optional.empty();
    }
  }

  /** Complains of files that look like templates, and are none of these. */
  void expectOnly(Collection<String> known) {
    List<String> others =
        directory.stream()
            .flatMap(path -> files(path).stream())
            .filter(file -> file.matches(TEMPLATE) && !file.matches(SECRET))
            .filter(file -> !known.contains(file))
            .sorted()
            .collect(Collectors.toList());
    if (others.isEmpty()) return;
    settings.problem(
        "slack_templates: no template is called "
            + String.join(" or ", others)
            + ", only "
            + String.join(", ", known));
  }

  private List<String> files(Path path) {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    } catch (IOException unreadable) {
      settings.problem("slack_templates=" + path + " cannot be read");
      return List.of();
    }
  }
}
