package io.cvpfunctions.slack.message;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

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

  private static final String PAGE = "slack-report.html";

  private static final Mustache.Compiler HTML =
      Mustache.compiler().defaultValue("").withCollector(new MapsOnly());

  private final Map<String, MessageTemplate> messages;
  private final Template page;

  private Templates(Map<String, MessageTemplate> messages, Template page) {
    this.messages = Map.copyOf(messages);
    this.page = page;
  }

  /** Reads {@code slack_templates}, a directory of files that stand in for those inside. */
  public static Templates from(Settings settings) {
    OwnTemplates own = OwnTemplates.from(settings);
    Map<String, MessageTemplate> messages = new HashMap<>();
    ALL.forEach(name -> messages.put(name, message(name, own, settings)));
    List<String> files = ALL.stream().map(Templates::file).collect(Collectors.toList());
    files.add(PAGE);
    own.expectOnly(files);
    return new Templates(messages, page(own, settings));
  }

  private static String file(String name) {
    return "slack-" + name + ".yml";
  }

  private static MessageTemplate message(String name, OwnTemplates own, Settings settings) {
    String file = file(name);
    Consumer<String> problems = problem -> settings.problem(file + ": " + problem);
    MessageTemplate shipped = TemplateFile.read(shipped(file), problems);
    Optional<String> yaml = own.text(file);
    if (yaml.isEmpty()) return shipped;
    MessageTemplate template = TemplateFile.read(yaml.get(), problems);
    Vocabulary.of(name, shipped).check(template, problems);
    return template;
  }

  private static Template page(OwnTemplates own, Settings settings) {
    Template shipped = HTML.compile(shipped(PAGE));
    return own.text(PAGE).map(html -> page(html, names(shipped), settings)).orElse(shipped);
  }

  private static Template page(String html, Set<String> known, Settings settings) {
    try {
      Template page = HTML.compile(html);
      Vocabulary.complain(
          names(page).stream(), known, problem -> settings.problem(PAGE + ": " + problem));
      return page;
    } catch (MustacheException broken) {
      settings.problem(PAGE + ": " + broken.getMessage());
      return HTML.compile("");
    }
  }

  private static Set<String> names(Template page) {
    Set<String> names = new TreeSet<>();
    page.visit(new NameVisitor(names));
    return names;
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

  /** The page that is attached to a validation. */
  String page(Map<String, Object> values) {
    return page.execute(values);
  }
}
