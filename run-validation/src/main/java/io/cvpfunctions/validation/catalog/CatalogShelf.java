package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Reading;
import io.cvpfunctions.validation.inputs.Types;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The catalogs at hand, with an index that says which of them is for the devices of which
 * container.
 *
 * <p>Where {@code catalog_path} is unset these are the ones that ship with the function; else it is
 * a folder with an {@code index.yml} of its own, or a single catalog for all devices. Immutable.
 */
public final class CatalogShelf {
  private static final String INDEX = "index.yml";
  private static final InputObject RULE =
      InputObject.object().required("container", Types.text()).optional("catalog", Types.text());
  private static final InputObject FILE = InputObject.object().required("rules", Types.list(RULE));

  private final List<Rule> rules;

  private CatalogShelf(List<Rule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** Reads every catalog of the index, so that what is wrong with one is told at the start. */
  public static CatalogShelf from(Settings settings) {
    Optional<String> path = settings.optionalText("catalog_path");
    List<String> problems = new ArrayList<>();
    CatalogShelf shelf = new Loader(path.map(Path::of), problems).shelf();
    problems.forEach(settings::problem);
    return shelf;
  }

  /** The catalog for a device with these containers and tags; by default the one for any other. */
  public Optional<Catalog> find(List<String> labels) {
    for (Rule rule : rules) {
      if (rule.anything || labels.stream().anyMatch(rule::matches)) return rule.catalog;
    }
    return Optional.empty();
  }

  private static final class Rule {
    private final Pattern pattern;
    private final boolean anything;
    private final Optional<Catalog> catalog;

    private Rule(String glob, Optional<Catalog> catalog) {
      StringBuilder regex = new StringBuilder();
      for (String word : glob.split("(?<=[*?])|(?=[*?])", -1)) {
        regex.append(word.equals("*") ? ".*" : word.equals("?") ? "." : Pattern.quote(word));
      }
      this.pattern = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
      this.anything = glob.equals("*");
      this.catalog = catalog;
    }

    private boolean matches(String container) {
      return pattern.matcher(container).matches();
    }
  }

  private static final class Loader {
    private final Optional<Path> path;
    private final List<String> problems;
    private final Map<String, Optional<Catalog>> read = new HashMap<>();

    private Loader(Optional<Path> path, List<String> problems) {
      this.path = path;
      this.problems = problems;
    }

    private CatalogShelf shelf() {
      List<Rule> rules = new ArrayList<>();
      if (path.filter(Files::isRegularFile).isPresent()) {
        rules.add(new Rule("*", catalog("")));
        return new CatalogShelf(rules);
      }
      for (Inputs rule : index()) {
        Optional<Catalog> catalog = rule.optionalText("catalog").flatMap(this::catalog);
        rules.add(new Rule(rule.text("container"), catalog));
      }
      return new CatalogShelf(rules);
    }

    private List<Inputs> index() {
      Optional<byte[]> text = bytes(INDEX);
      if (text.isEmpty()) return List.of();
      try {
        Inputs index = FILE.read(SourceReader.read(text.get()), Reading.at(INDEX, problems));
        return index == null ? List.of() : index.objects("rules");
      } catch (CatalogException wrong) {
        wrong.problems().forEach(problem -> problems.add(INDEX + ", " + problem));
        return List.of();
      }
    }

    private Optional<Catalog> catalog(String file) {
      return read.computeIfAbsent(file, this::readCatalog);
    }

    private Optional<Catalog> readCatalog(String file) {
      String name = file.isEmpty() ? path.orElseThrow().getFileName().toString() : file;
      try {
        return bytes(file).map(text -> CatalogReader.read(name, text));
      } catch (CatalogException wrong) {
        wrong.problems().forEach(problem -> problems.add(name + ", " + problem));
        return Optional.empty();
      }
    }

    private Optional<byte[]> bytes(String file) {
      try {
        if (path.isPresent()) return Optional.of(Files.readAllBytes(path.get().resolve(file)));
        try (InputStream in = CatalogShelf.class.getResourceAsStream("/catalogs/" + file)) {
          if (in != null) return Optional.of(in.readAllBytes());
        }
      } catch (IOException unreadable) {
        problems.add("catalog_path: " + path.orElseThrow().resolve(file) + " cannot be read");
        return Optional.empty();
      }
      problems.add("the catalog " + file + " does not ship with the function");
      return Optional.empty();
    }
  }
}
