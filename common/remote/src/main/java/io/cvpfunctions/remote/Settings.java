package io.cvpfunctions.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads settings, and complains about all of them at once rather than one per restart.
 *
 * <p>Settings are environment variables in {@code snake_case}; secrets are files, as OpenFaaS
 * mounts them. A blank setting counts as unset, since {@code ${NAME:-}} in stack.yml leaves it
 * blank. Not thread-safe.
 */
public final class Settings {
  private static final Path OPENFAAS_SECRETS = Path.of("/var/openfaas/secrets");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB|)");

  private final Function<String, String> variables;
  private final Path secrets;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, String> inForce = new LinkedHashMap<>();

  private Settings(Function<String, String> variables, Path secrets) {
    this.variables = variables;
    this.secrets = secrets;
  }

  /** The settings this process was started with. */
  public static Settings ofProcess() {
    return of(System::getenv);
  }

  /** Settings out of a function, so that tests need no environment. */
  public static Settings of(Function<String, String> variables) {
    String path = variables.apply("secret_mount_path");
    boolean standard = path == null || path.isBlank();
    return new Settings(variables, standard ? OPENFAAS_SECRETS : Path.of(path));
  }

  /** The text, or the fallback where it is unset. */
  public String text(String name, String fallback) {
    return note(name, optional(name).orElse(fallback));
  }

  /** The text where it is set. */
  public Optional<String> optionalText(String name) {
    Optional<String> value = optional(name);
    value.ifPresent(text -> note(name, text));
    return value;
  }

  /** The text, which must be set; the hint says to what. */
  public String requiredText(String name, String hint) {
    Optional<String> value = optional(name);
    if (value.isEmpty()) problem(name + " is not set: " + hint);
    return note(name, value.orElse(""));
  }

  /** One of the words. */
  public String oneOf(String name, String fallback, List<String> words) {
    String value = text(name, fallback);
    if (!words.contains(value)) {
      problem(name + "=" + value + " is not one of " + String.join(", ", words));
    }
    return value;
  }

  /** Written as the rest of stack.yml writes them: {@code 500ms}, {@code 5s}, {@code 2m}. */
  public Duration duration(String name, Duration fallback) {
    Optional<String> text = optional(name);
    Duration value = fallback;
    if (text.isPresent()) {
      Optional<Duration> parsed = GoDuration.parse(text.get());
      if (parsed.isEmpty()) problem(name + "=" + text.get() + " is not a duration such as 5s");
      value = parsed.orElse(fallback);
    }
    note(name, GoDuration.format(value));
    return value;
  }

  /** A whole number within the bounds, both included. */
  public int number(String name, int fallback, int least, int most) {
    Optional<String> text = optional(name);
    int value = fallback;
    if (text.isPresent()) {
      try {
        value = Integer.parseInt(text.get());
      } catch (NumberFormatException notANumber) {
        value = Integer.MIN_VALUE;
      }
      if (value < least || value > most) {
        problem(name + "=" + text.get() + " is not a number from " + least + " to " + most);
        value = fallback;
      }
    }
    note(name, Integer.toString(value));
    return value;
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean fallback) {
    String value = text(name, Boolean.toString(fallback));
    if (!value.equals("true") && !value.equals("false")) {
      problem(name + "=" + value + " is neither true nor false");
    }
    return value.equals("true");
  }

  /** A number of bytes, such as {@code 1MiB}. */
  public long size(String name, long fallback) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      note(name, Long.toString(fallback));
      return fallback;
    }
    note(name, text.get());
    Matcher matcher = SIZE.matcher(text.get());
    if (matcher.matches()) {
      return Long.parseLong(matcher.group(1)) << (10 * Math.max(0, unit(matcher.group(2))));
    }
    problem(name + "=" + text.get() + " is not a size such as 1MiB");
    return fallback;
  }

  /** Words with white space between them; none where it is unset. */
  public List<String> words(String name) {
    String text = text(name, "");
    return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
  }

  /** An http or https address. User names and passwords belong into secrets, not into addresses. */
  public Optional<URI> url(String name) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) return Optional.empty();
    try {
      URI address = new URI(text.get());
      if (address.getUserInfo() != null) {
        problem(name + " holds a user name: put credentials into secrets");
        return Optional.empty();
      }
      boolean http = List.of("http", "https").contains(String.valueOf(address.getScheme()));
      if (http && address.getHost() != null) {
        note(name, text.get());
        return Optional.of(address);
      }
    } catch (URISyntaxException notAnAddress) {
      // Told below, in the same words as an address of another kind.
    }
    problem(name + "=" + text.get() + " is not an address such as http://host:8080");
    return Optional.empty();
  }

  /** The secret, where its file is mounted. */
  public Optional<Secret> optionalSecret(String name) {
    Path file = secrets.resolve(name);
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      Secret secret = Secret.ofFile(file);
      if (secret.isEmpty()) {
        problem("the secret " + name + " is empty");
        return Optional.empty();
      }
      return Optional.of(secret);
    } catch (IOException unreadable) {
      problem("the secret " + name + " cannot be read");
      return Optional.empty();
    }
  }

  /** The secret, which must be mounted; an empty one, and a problem, where it is not. */
  public Secret secret(String name) {
    int before = problems.size();
    Optional<Secret> secret = optionalSecret(name);
    if (secret.isEmpty() && problems.size() == before) {
      problem(
          "the secret "
              + name
              + " is not mounted in "
              + secrets
              + ": faas-cli secret create "
              + name
              + ", and list it in stack.yml");
    }
    return secret.orElseGet(() -> Secret.of(""));
  }

  /** Notes a problem that only the reader of the settings can see. */
  public void problem(String what) {
    problems.add(what);
  }

  /**
   * Call once everything has been read, before anything is used.
   *
   * @throws SettingsException naming every problem
   */
  public void check() {
    if (!problems.isEmpty()) throw new SettingsException(problems);
  }

  /** What has been read so far, with its values, defaults included; never a secret. */
  public Map<String, String> inForce() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(inForce));
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(variables.apply(name)).map(String::trim).filter(s -> !s.isEmpty());
  }

  private String note(String name, String value) {
    inForce.put(name, value);
    return value;
  }

  private static int unit(String word) {
    return Arrays.asList("B", "KiB", "MiB", "GiB").indexOf(word);
  }
}
