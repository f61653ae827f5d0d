package io.cvpfunctions.validation.cli;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.validation.eapi.Switches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How to get into the switches: the function's own settings and secrets, and ANTA's variables for
 * those who have them set. A flag wins, then the environment, then the files of {@code --secrets}.
 */
final class Access {
  private static final Map<String, List<String>> VARIABLES =
      Map.of(
          "eapi-username", List.of("EAPI_USERNAME", "ANTA_USERNAME"),
          "eapi-password", List.of("EAPI_PASSWORD", "ANTA_PASSWORD"),
          "eapi-enable", List.of("EAPI_ENABLE", "ANTA_ENABLE_PASSWORD"));

  private static final String AS_IN_A_FUNCTION = "/var/openfaas/secrets";

  private final Optional<String> username;
  private final Optional<String> secrets;
  private final Optional<String> caFile;
  private final boolean insecure;

  Access(Arguments given) {
    this.username = given.value("username");
    this.secrets = given.value("secrets");
    this.caFile = given.value("ca-file");
    this.insecure = given.has("insecure");
  }

  /**
   * The switches, as far as anything is known of them.
   *
   * @throws UsageException naming everything that is missing
   */
  Switches switches(Function<String, String> environment) {
    Settings settings = Settings.of(name -> setting(name, environment));
    Map<String, Secret> given = given(environment);
    Path folder = Path.of(folder(environment));
    List<String> problems = new ArrayList<>(missing(given, folder));
    boolean known = Files.isRegularFile(folder.resolve("eapi-pins"));
    if (!known && !isSet("eapi_ca_file", environment) && !isSet("eapi_insecure", environment)) {
      problems.add(
          "no way to know a switch by: give --ca-file, or eapi-pins in --secrets, or, where nobody"
              + " can listen in, --insecure");
    }
    if (!problems.isEmpty()) throw new UsageException(problems);
    Switches switches = Switches.anywhere(settings, given);
    settings.check();
    return switches;
  }

  private Map<String, Secret> given(Function<String, String> environment) {
    Map<String, Secret> given = new LinkedHashMap<>();
    VARIABLES.forEach(
        (secret, names) ->
            names.stream()
                .map(environment)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .ifPresent(value -> given.put(secret, Secret.of(value))));
    username.ifPresent(name -> given.put("eapi-username", Secret.of(name)));
    return given;
  }

  private static List<String> missing(Map<String, Secret> given, Path folder) {
    List<String> problems = new ArrayList<>();
    for (String secret : List.of("eapi-username", "eapi-password")) {
      if (given.containsKey(secret) || Files.isRegularFile(folder.resolve(secret))) continue;
      String variables = String.join(" or ", VARIABLES.get(secret));
      problems.add("no " + secret + ": set " + variables + ", or put it into --secrets");
    }
    return problems;
  }

  private boolean isSet(String name, Function<String, String> environment) {
    String value = setting(name, environment);
    return value != null && !value.isBlank() && !value.equals("false");
  }

  private String setting(String name, Function<String, String> environment) {
    if (name.equals("secret_mount_path")) return folder(environment);
    if (name.equals("eapi_ca_file") && caFile.isPresent()) return caFile.get();
    if (name.equals("eapi_insecure") && insecure) return "true";
    return either(name, environment);
  }

  private String folder(Function<String, String> environment) {
    if (secrets.isPresent()) return secrets.get();
    String mounted = either("secret_mount_path", environment);
    return mounted == null || mounted.isBlank() ? AS_IN_A_FUNCTION : mounted;
  }

  private static String either(String name, Function<String, String> environment) {
    String value = environment.apply(name);
    return value == null ? environment.apply(name.toUpperCase(Locale.ROOT)) : value;
  }
}
