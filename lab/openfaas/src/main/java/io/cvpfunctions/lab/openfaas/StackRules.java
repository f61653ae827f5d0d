package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What faas-cli checks, or should have, before a function reaches the gateway. */
final class StackRules {
  private static final int MOST_FUNCTIONS = 15;

  private final Path folder;
  private final List<String> templates;

  /** The {@code templates} are those that faas-cli could fetch. */
  StackRules(Path folder, List<String> templates) {
    this.folder = folder;
    this.templates = templates;
  }

  List<String> problems(Collection<StackFunction> functions, List<String> copy) {
    List<String> problems = new ArrayList<>();
    if (functions.isEmpty()) problems.add("there is no function");
    if (functions.size() > MOST_FUNCTIONS) {
      problems.add("CE runs " + MOST_FUNCTIONS + " functions, here are " + functions.size());
    }
    copy.forEach(path -> copied(path, problems));
    functions.forEach(function -> problems.addAll(of(function)));
    return problems;
  }

  private List<String> of(StackFunction function) {
    List<String> problems = new ArrayList<>();
    image(function.spec().image(), problems);
    lang(function, problems);
    if (function.handler().isEmpty()) {
      problems.add("there is no handler");
    } else if (!Files.isDirectory(folder.resolve(function.handler()))) {
      problems.add("handler " + function.handler() + " is not a folder");
    }
    if (!function.namespace().isEmpty() && !function.namespace().equals("openfaas-fn")) {
      problems.add("CE has one namespace, not " + function.namespace());
    }
    function.spec().annotations().entrySet().stream()
        .filter(annotation -> !CeRules.fitsContainerd(annotation))
        .forEach(annotation -> problems.add("annotation " + annotation.getKey() + " is too long"));
    Stream<String> named = problems.stream().map(problem -> function.name() + ": " + problem);
    return Stream.concat(named, CeRules.problems(function.spec()).stream()).toList();
  }

  private static void image(String image, List<String> problems) {
    if (image.isEmpty()) {
      problems.add("there is no image");
    } else if (!image.contains("/")) {
      problems.add("image " + image + " has no /, so that faas-cli will not push it");
    }
  }

  private void lang(StackFunction function, List<String> problems) {
    if (function.lang().isEmpty()) {
      problems.add("there is no lang");
    } else if (!templates.contains(function.template()) && !isTemplate(function.template())) {
      problems.add("lang " + function.lang() + " is no folder of ./template");
    }
  }

  /** Compares names letter by letter, also where the file system would not. */
  private boolean isTemplate(String name) {
    try (Stream<Path> folders = Files.list(folder.resolve("template"))) {
      return folders
          .filter(template -> template.getFileName().toString().equals(name))
          .anyMatch(template -> Files.exists(template.resolve("template.yml")));
    } catch (IOException e) {
      return false;
    }
  }

  private void copied(String path, List<String> problems) {
    Path resolved = folder.resolve(path).normalize();
    boolean below = resolved.startsWith(folder) && !resolved.equals(folder);
    if (!below || !Files.exists(resolved)) {
      problems.add("configuration.copy " + path + " is not a path below this folder");
    }
  }
}
