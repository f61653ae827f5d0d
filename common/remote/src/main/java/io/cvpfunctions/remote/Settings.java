package io.cvpfunctions.remote;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads settings, and complains about all of them at once rather than one per restart.
 *
 * <p>Settings are environment variables in {@code snake_case}; secrets are files, as OpenFaaS
 * mounts them. A blank setting counts as unset, since {@code ${NAME:-}} in stack.yml leaves it
 * blank. Not thread-safe.
 */
public final class Settings {
  private static final Path OPENFAAS_SECRETS = Path.of("/var/openfaas/secrets");
  private static final int LONGEST_QUOTE = 80;

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
    Parser<String> parser = text -> Optional.of(text).filter(words::contains);
    return parsed(name, fallback, parser, value -> value, "one of " + String.join(", ", words));
  }

  /**
   * Written as the rest of stack.yml writes them: {@code 500ms}, {@code 5s}, {@code 2m}. A bare
   * number is seconds, as in OpenFaaS's own timeouts (facts: OpenFaaS C1).
   */
  public Duration duration(String name, Duration fallback) {
    Parser<Duration> parser =
        text -> GoDuration.parse(text.matches("\\d{1,9}") ? text + "s" : text);
    return parsed(name, fallback, parser, GoDuration::format, "a duration such as 5s");
  }

  /** A whole number within the bounds, both included. */
  public int number(String name, int fallback, int least, int most) {
    Parser<Integer> parser = text -> integer(text).filter(n -> n >= least && n <= most);
    String expected = "a number from " + least + " to " + most;
    return parsed(name, fallback, parser, value -> Integer.toString(value), expected);
  }

  /** {@code true} or {@code false}. */
  public boolean flag(String name, boolean fallback) {
    return oneOf(name, Boolean.toString(fallback), List.of("true", "false")).equals("true");
  }

  /** A number of bytes, such as {@code 1MiB}. */
  public long size(String name, long fallback) {
    return parsed(name, fallback, ByteSize::parse, ByteSize::format, "a size such as 1MiB");
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
    if (text.get().contains("@")) {
      problem(name + " holds a user name: put credentials into secrets");
      return Optional.empty();
    }
    Optional<URI> address = address(text.get());
    if (address.isEmpty()) {
      problem(name + "=" + quoted(text.get()) + " is not an address such as http://host:8080");
    }
    address.ifPresent(right -> note(name, withoutQuery(right)));
    return address;
  }

  private static Optional<URI> address(String text) {
    try {
      URI address = new URI(text);
      boolean http = List.of("http", "https").contains(String.valueOf(address.getScheme()));
      boolean there = address.getHost() != null && address.getPort() <= 65535;
      return Optional.of(address).filter(right -> http && there);
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }

  /** Anybody may ask a function for its settings, and some put a token behind the question mark. */
  private static String withoutQuery(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
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
    if (secret.isEmpty() && problems.size() == before) problem(notMounted(name));
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

  private String notMounted(String secret) {
    String create = ": faas-cli secret create " + secret + ", and list it in stack.yml";
    return "the secret " + secret + " is not mounted in " + secrets + create;
  }

  private <T> T parsed(
      String name, T fallback, Parser<T> parser, Function<T, String> shown, String expected) {
    T value = fallback;
    Optional<String> text = optional(name);
    if (text.isPresent()) {
      Optional<T> parsed = parser.parse(text.get());
      if (parsed.isEmpty()) problem(name + "=" + quoted(text.get()) + " is not " + expected);
      value = parsed.orElse(fallback);
    }
    note(name, shown.apply(value));
    return value;
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(variables.apply(name)).map(String::trim).filter(s -> !s.isEmpty());
  }

  private String note(String name, String value) {
    inForce.put(name, value);
    return value;
  }

  private static Optional<Integer> integer(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static String quoted(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
  }

  /** Makes a value of a text; empty where it is not one. */
  private interface Parser<T> {
    Optional<T> parse(String text);
  }
}
