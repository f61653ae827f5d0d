package io.cvpfunctions.slack.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all kinds of messages look like: our files, or a team's own of the same name. Immutable. */
public final class Templates {
  /** Every template there is. */
  static final List<String> ALL =
      List.of(
          "moved",
          "moved-digest",
          "added",
          "added-digest",
          "changed",
          "unprovisioned",
          "unprovisioned-digest",
          "removed",
          "removed-digest",
          "event",
          "event-digest",
          "validation",
          "validation-digest",
          "verdict",
          "watcher",
          "text",
          "lines",
          "digest");

  private static final String PAGE = "report.html";

  private final Map<String, MessageTemplate> messages;
  private final Template page;

  private Templates(Map<String, MessageTemplate> messages, Template page) {
    this.messages = Map.copyOf(messages);
    this.page = page;
  }

  /** Reads {@code slack_templates}, a directory of files that stand in for those inside. */
  public static Templates from(Settings settings) {
    Optional<Path> own = settings.optionalText("slack_templates").map(Path::of);
    if (own.isPresent() && !Files.isDirectory(own.get())) {
      settings.problem("slack_templates=" + own.get() + " is not a directory");
    }
    Map<String, MessageTemplate> messages = new HashMap<>();
    for (String name : ALL) {
      String file = "slack-" + name + ".yml";
      messages.put(name, message(file, text(own, file, settings), settings));
    }
    String html = text(own, "slack-" + PAGE, settings);
    return new Templates(messages, page(html, settings));
  }

  private static MessageTemplate message(String file, String yaml, Settings settings) {
    MessageTemplate template =
        TemplateFile.read(yaml, problem -> settings.problem(file + ": " + problem));
    template
        .names()
        .distinct()
        .filter(name -> !Vocabulary.has(name))
        .forEach(name -> settings.problem(file + ": nothing is called " + name));
    return template;
  }

  private static Template page(String html, Settings settings) {
    Mustache.Compiler compiler = Mustache.compiler().defaultValue("").withCollector(new MapsOnly());
    try {
      Template page = compiler.compile(html);
      page.execute(ReportPage.sample());
      return page;
    } catch (RuntimeException broken) {
      settings.problem("slack-" + PAGE + ": " + broken.getMessage());
      return compiler.compile("");
    }
  }

  private static String text(Optional<Path> own, String file, Settings settings) {
    Optional<Path> replaced = own.map(path -> path.resolve(file)).filter(Files::isRegularFile);
    try {
      return replaced.isPresent() ? Files.readString(replaced.get()) : shipped(file);
    } catch (IOException unreadable) {
      settings.problem(file + " cannot be read");
      return shipped(file);
    }
  }

  private static String shipped(String file) {
    try (InputStream in = Templates.class.getResourceAsStream("/templates/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }

  MessageTemplate of(String name) {
    return messages.get(name);
  }

  /**
   * The page that is attached to a validation.
   *
   * @throws IllegalStateException where it cannot be filled in
   */
  String page(Map<String, Object> values) {
    try {
      return page.execute(values);
    } catch (RuntimeException broken) {
      throw new IllegalStateException("slack-" + PAGE + " cannot be filled in", broken);
    }
  }
}
