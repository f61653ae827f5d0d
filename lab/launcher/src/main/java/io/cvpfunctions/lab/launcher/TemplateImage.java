package io.cvpfunctions.lab.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the template's Dockerfile gives every function, so that lab and image cannot drift. */
final class TemplateImage {
  private static final Pattern PAIR = Pattern.compile("([A-Za-z_]+)=(\"[^\"]*\"|\\S+)");

  private final Map<String, String> environment;

  private TemplateImage(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Reads the {@code ENV} lines of the last stage. */
  static TemplateImage of(Path template) {
    try {
      String text = Files.readString(template.resolve("Dockerfile")).replace("\\\n", " ");
      Map<String, String> environment = new LinkedHashMap<>();
      for (String line : text.lines().toList()) {
        if (line.startsWith("FROM ")) environment.clear();
        if (line.startsWith("ENV ")) read(line.substring(4), environment);
      }
      environment.remove("fprocess");
      return new TemplateImage(environment);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void read(String line, Map<String, String> environment) {
    Matcher pair = PAIR.matcher(line);
    while (pair.find()) {
      environment.put(pair.group(1), pair.group(2).replaceAll("^\"|\"$", ""));
    }
  }

  /** The image's environment, but for the command line. */
  Map<String, String> environment() {
    return environment;
  }
}
