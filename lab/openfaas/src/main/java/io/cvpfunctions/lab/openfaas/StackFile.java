package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stack.yml, read as faas-cli reads it when it runs in the folder of that file.
 *
 * <p>What faas-cli refuses to read is an exception; what it or OpenFaaS CE would refuse later, or
 * silently ignore, is among {@link #problems}.
 */
public final class StackFile {
  private final Path folder;
  private final String gateway;
  private final List<String> copy;
  private final List<String> templates;
  private final Map<String, StackFunction> functions = new LinkedHashMap<>();
  private final List<String> unknown;

  private StackFile(Path folder, StackYaml yaml, List<String> unknown) {
    this.folder = folder;
    this.unknown = unknown;
    gateway = orEmpty(yaml.provider().gateway());
    Optional<StackYaml.Configuration> configuration = Optional.ofNullable(yaml.configuration());
    copy = configuration.map(StackYaml.Configuration::copy).map(List::copyOf).orElse(List.of());
    templates =
        configuration.map(StackYaml.Configuration::templates).orElse(List.of()).stream()
            .map(StackYaml.Template::name)
            .toList();
    orEmpty(yaml.functions()).forEach((name, function) -> add(name, function));
  }

  /**
   * Reads the file as faas-cli started in its folder does, with these variables in place of the
   * process's own.
   */
  public static StackFile read(Path file, Map<String, String> variables) {
    return read(file, file.toAbsolutePath().getParent(), variables);
  }

  /** The same for faas-cli started in another folder, which is where its paths begin. */
  public static StackFile read(Path file, Path folder, Map<String, String> variables) {
    try {
      String text = EnvSubst.substitute(Files.readString(file), variables);
      StackYaml yaml = StackYaml.read(text, StackYaml.class);
      checkHead(yaml);
      return new StackFile(folder, yaml, StackYaml.unknownKeys(text));
    } catch (StackFileException e) {
      throw new StackFileException(file.getFileName() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StackFileException("cannot read " + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  private static void checkHead(StackYaml yaml) {
    String provider = yaml.provider() == null ? "" : orEmpty(yaml.provider().name());
    if (!provider.equals("openfaas")) {
      throw new StackFileException("provider.name must be openfaas, not '" + provider + "'");
    }
    if (yaml.version() != null && !yaml.version().equals("1.0")) {
      throw new StackFileException("version must be 1.0, not " + yaml.version());
    }
  }

  private void add(String name, StackYaml.Function yaml) {
    if (yaml == null) throw new StackFileException("function " + name + " is empty");
    FunctionSpec spec =
        new FunctionSpec(
            name,
            withTag(orEmpty(yaml.image())),
            orEmpty(yaml.fprocess()),
            environment(yaml),
            yaml.secrets() == null ? List.of() : yaml.secrets(),
            orEmpty(yaml.labels()),
            orEmpty(yaml.annotations()),
            orEmpty(yaml.limits()),
            orEmpty(yaml.requests()),
            Boolean.TRUE.equals(yaml.readonlyRootFilesystem()));
    functions.put(
        name,
        new StackFunction(
            name, orEmpty(yaml.lang()), orEmpty(yaml.handler()), orEmpty(yaml.namespace()), spec));
  }

  private static String withTag(String image) {
    boolean tagged = image.lastIndexOf(':') > image.lastIndexOf('/');
    return tagged || image.isEmpty() ? image : image + ":latest";
  }

  /** The files win over what is written inline, the later over the earlier. */
  private Map<String, String> environment(StackYaml.Function yaml) {
    Map<String, String> merged = new LinkedHashMap<>(orEmpty(yaml.environment()));
    List<String> files = yaml.environmentFile() == null ? List.of() : yaml.environmentFile();
    for (String file : files) merged.putAll(environmentOf(file));
    return merged;
  }

  private Map<String, String> environmentOf(String file) {
    try {
      String text = Files.readString(folder.resolve(file));
      return orEmpty(StackYaml.read(text, StackYaml.EnvironmentFile.class).environment());
    } catch (IOException e) {
      throw new StackFileException("cannot read environment_file " + file, e);
    }
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static <T> Map<String, T> orEmpty(Map<String, T> map) {
    return map == null ? Map.of() : map;
  }

  /** The functions by name, in the order of the file. */
  public Map<String, StackFunction> functions() {
    return Collections.unmodifiableMap(functions);
  }

  /** One function; a name that is not there is an error. */
  public StackFunction function(String name) {
    StackFunction found = functions.get(name);
    if (found == null) throw new IllegalArgumentException("no function " + name);
    return found;
  }

  /** The gateway that is written in the file; empty where there is none. */
  public String gateway() {
    return gateway;
  }

  /** The paths that are copied into every function's build. */
  public List<String> copy() {
    return copy;
  }

  /** Everything faas-cli or OpenFaaS CE would refuse or silently ignore; empty is good. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(unknown);
    problems.addAll(new StackRules(folder, templates).problems(functions.values(), copy));
    return problems;
  }
}
