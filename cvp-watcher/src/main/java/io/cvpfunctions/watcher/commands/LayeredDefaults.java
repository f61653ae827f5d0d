package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a flag is when it is not given: its environment variable, else its key in the {@code
 * --config} file, else its own default.
 */
final class LayeredDefaults implements IDefaultValueProvider {
  private static final String PREFIX = "CVP_WATCHER_";

  private final Function<String, String> environment;
  private final Map<String, String> file = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  LayeredDefaults(Function<String, String> environment, String[] arguments) {
    this.environment = environment;
    String path = configFile(arguments);
    if (path != null) read(Path.of(path));
  }

  /** What was wrong with the file. */
  List<String> problems() {
    return problems;
  }

  /** {@code --poll-interval} is {@code CVP_WATCHER_POLL_INTERVAL}. */
  static String variable(String flag) {
    return PREFIX + name(flag).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public String defaultValue(ArgSpec spec) {
    if (!(spec instanceof OptionSpec option)) return null;
    String flag = option.longestName();
    if (!SettingNames.ALL.contains(name(flag))) return null;
    String value = environment.apply(variable(flag));
    if (value != null && !value.isBlank()) return value.trim().replace('\n', ',');
    return file.get(name(flag));
  }

  private static String name(String flag) {
    return flag.replaceFirst("^--", "");
  }

  /** It has to be known before the flags are read, since it says what the others are. */
  private String configFile(String[] arguments) {
    String path = environment.apply(PREFIX + "CONFIG");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--config=")) path = arguments[i].substring("--config=".length());
      if (arguments[i].equals("--config") && i + 1 < arguments.length) path = arguments[i + 1];
    }
    return path == null || path.isBlank() ? null : path;
  }

  private void read(Path path) {
    try {
      JsonNode node = new YAMLMapper().readTree(Files.readString(path));
      if (node == null || node.isMissingNode() || node.isNull()) return;
      if (node.isObject()) node.properties().forEach(each -> take(each.getKey(), each.getValue()));
      else problems.add("--config " + path + ": expected settings such as poll-interval: 10s");
    } catch (JacksonException notYaml) {
      problems.add("--config " + path + " is not YAML: " + notYaml.getOriginalMessage());
    } catch (IOException unreadable) {
      problems.add("--config " + path + " cannot be read");
    }
  }

  private void take(String key, JsonNode value) {
    if (!SettingNames.ALL.contains(key) || key.equals("config")) {
      String near = Nearest.of(key, SettingNames.ALL);
      problems.add("--config: there is no setting " + key + "; did you mean " + near + "?");
    } else if (value.isArray()) {
      List<String> texts = new ArrayList<>();
      value.forEach(each -> texts.add(each.asText()));
      file.put(key, String.join(",", texts));
    } else if (value.isValueNode()) {
      file.put(key, value.asText());
    } else {
      problems.add("--config: " + key + " is neither a value nor a list");
    }
  }
}
