package io.cvpfunctions.lab.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page, read anew each time, so that a change needs a reload and no more. */
final class PageFiles {
  private static final Pattern NAME = Pattern.compile("/[a-z-]+\\.(html|css|js)");
  private static final Map<String, String> TYPES =
      Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

  private final List<Path> folders;

  PageFiles(List<Path> folders) {
    this.folders = folders;
  }

  /** The file of that path, looked for in one folder after the other. */
  Optional<Answer> find(String path) throws IOException {
    String name = path.equals("/") ? "/index.html" : path;
    if (!NAME.matcher(name).matches()) return Optional.empty();
    for (Path folder : folders) {
      Path file = folder.resolve(name.substring(1));
      if (Files.isRegularFile(file)) return Optional.of(answer(file));
    }
    return Optional.empty();
  }

  private static Answer answer(Path file) throws IOException {
    String name = file.toString();
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    return new Answer(200, type + "; charset=utf-8", Files.readAllBytes(file));
  }
}
