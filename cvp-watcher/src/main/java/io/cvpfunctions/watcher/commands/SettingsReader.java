package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.WatcherSettings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.DeliverySettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.delivery.Patience;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.sources.Severity;
import io.cvpfunctions.watcher.sources.Sources;
import io.cvpfunctions.watcher.state.StateAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Makes checked settings of the options' texts, and says everything that is wrong at once. */
final class SettingsReader {
  private static final Duration LEAST_INTERVAL = Duration.ofMillis(100);

  private final WatcherOptions options;
  private final List<String> problems;

  SettingsReader(WatcherOptions options, List<String> problems) {
    this.options = options;
    this.problems = new ArrayList<>(problems);
  }

  /**
   * All settings.
   *
   * @throws SettingsException naming every problem
   */
  WatcherSettings all() {
    CloudVisionSettings cloudVision = cloudVision();
    GatewaySettings gateway = gateway();
    StateSettings state = stateSettings();
    DeliverySettings delivery = delivery();
    InetSocketAddress listen = listen();
    check();
    return new WatcherSettings(cloudVision, gateway, state, delivery, listen);
  }

  /** The state's alone, for commands that ask nobody else. */
  StateSettings state() {
    StateSettings state = stateSettings();
    check();
    return state;
  }

  /** What events say they come from; the watcher itself, where CloudVision is not named. */
  URI source() {
    int before = problems.size();
    List<HttpUrl> nodes = options.cloudvision.isEmpty() ? List.of() : nodes();
    if (problems.size() > before) check();
    return nodes.isEmpty() ? URI.create(EventMaker.WATCHER) : CloudVisionSettings.source(nodes);
  }

  private void check() {
    if (!problems.isEmpty()) throw new SettingsException(problems);
  }

  private CloudVisionSettings cloudVision() {
    return new CloudVisionSettings(
        nodes(),
        credentials(),
        trust(),
        interval("--poll-interval", options.pollInterval),
        new Rules(
            duration("--debounce", options.debounce),
            duration("--remove-after", options.removeAfter),
            flag("--replay-baseline", options.replayBaseline)),
        ContainerLimit.of(options.container),
        sources());
  }

  private List<HttpUrl> nodes() {
    List<HttpUrl> nodes = new ArrayList<>();
    for (String each : options.cloudvision) {
      String text = each.trim().replaceFirst("^https://", "").replaceFirst("/$", "");
      HttpUrl url = text.isEmpty() ? null : HttpUrl.parse("https://" + text + "/");
      boolean plain = url != null && url.encodedPath().equals("/") && url.username().isEmpty();
      if (plain) nodes.add(url);
      else problems.add("--cloudvision: " + each + " is not a HOST or HOST:PORT");
    }
    if (options.cloudvision.isEmpty()) {
      problems.add("--cloudvision is not set: say the host of CloudVision, or of each node");
    }
    return nodes;
  }

  /** Every file is looked at, whichever of the ways it belongs to. */
  private Credentials credentials() {
    Optional<Secret> token = optional("--token-file", options.tokenFile);
    Optional<Secret> password = optional("--password-file", options.passwordFile);
    if (token.isPresent() == (options.username != null)) {
      problems.add(
          "say either --token-file, or --username and --password-file (never the secret itself)");
      return null;
    }
    if (token.isPresent()) return Credentials.token(token.get());
    if (password.isEmpty()) {
      problems.add("--username needs --password-file");
      return null;
    }
    return Credentials.password(options.username, password.get());
  }

  private Trust trust() {
    boolean insecure = flag("--insecure", options.insecure);
    int ways =
        (insecure ? 1 : 0) + (options.caFile != null ? 1 : 0) + (options.pin.isEmpty() ? 0 : 1);
    if (ways > 1) problems.add("say only one of --ca-file, --pin and --insecure");
    if (insecure) return Trust.anything();
    if (options.caFile != null) return caFile();
    for (String each : options.pin) {
      if (!Trust.isPin(each)) {
        problems.add("--pin: " + each + " is not a SHA-256 in hex, 64 digits");
      }
    }
    return options.pin.isEmpty() ? Trust.system() : Trust.pins(options.pin);
  }

  private Trust caFile() {
    try {
      return Trust.caFile(Path.of(options.caFile));
    } catch (IOException unreadable) {
      problems.add("--ca-file " + options.caFile + " is no readable PEM file with certificates");
      return null;
    }
  }

  private SourceSettings sources() {
    boolean auto = options.sources.trim().equals("auto");
    Set<String> enabled = auto ? Set.copyOf(Sources.NAMES) : enabled();
    boolean subtree = flag("--subtree", options.subtree);
    if (subtree && !enabled.contains("poll")) {
      problems.add("--subtree needs the source poll, which alone sees the tree of containers");
    }
    return new SourceSettings(
        auto,
        enabled,
        grpcPort(),
        texts("--tag-labels", options.tagLabels),
        severity(),
        GoDuration.parse(options.settleTimeout).orElse(Duration.ZERO),
        subtree);
  }

  private Set<String> enabled() {
    Set<String> enabled = new LinkedHashSet<>(texts("--sources", options.sources));
    for (String each : enabled) {
      if (!Sources.NAMES.contains(each)) {
        problems.add("--sources: " + each + " is not one of auto, " + names(Sources.NAMES));
      }
    }
    return enabled;
  }

  private List<String> texts(String flag, String list) {
    List<String> texts = new ArrayList<>();
    for (String each : list.split(",", -1)) if (!each.isBlank()) texts.add(each.trim());
    if (texts.isEmpty()) problems.add(flag + "=" + list + " names nothing");
    return texts;
  }

  private static String names(List<String> names) {
    return String.join(", ", names);
  }

  private Optional<Integer> grpcPort() {
    if (options.grpcPort == null) return Optional.empty();
    boolean number = options.grpcPort.matches("[1-9]\\d{0,4}");
    if (number && Integer.parseInt(options.grpcPort) < 65536) {
      return Optional.of(Integer.parseInt(options.grpcPort));
    }
    problems.add("--grpc-port=" + options.grpcPort + " is not a port");
    return Optional.empty();
  }

  private Optional<Severity> severity() {
    Optional<Severity> severity = Severity.parse(options.minSeverity);
    if (severity.isEmpty()) {
      String known = names(Severity.names());
      problems.add("--min-severity=" + options.minSeverity + " is not one of " + known);
    }
    return severity;
  }

  private GatewaySettings gateway() {
    Optional<Secret> user =
        gatewaySecret(
            "--gateway-user-file", options.gatewayUserFile, WatcherOptions.GATEWAY_USER_FILE);
    Optional<Secret> password =
        gatewaySecret(
            "--gateway-password-file",
            options.gatewayPasswordFile,
            WatcherOptions.GATEWAY_PASSWORD_FILE);
    if (user.isPresent() && password.isEmpty()) {
      lonely("--gateway-user-file", "--gateway-password-file", options.gatewayPasswordFile);
    } else if (password.isPresent() && user.isEmpty()) {
      lonely("--gateway-password-file", "--gateway-user-file", options.gatewayUserFile);
    }
    return new GatewaySettings(
        gatewayAddress(),
        user.map(Secret::reveal),
        password,
        interval("--topics-interval", options.topicsInterval),
        duration("--topics-grace", options.topicsGrace));
  }

  private void lonely(String flag, String other, String path) {
    problems.add(flag + " needs " + other + ": there is no " + path);
  }

  private URI gatewayAddress() {
    HttpUrl url = HttpUrl.parse(options.gateway);
    if (url != null && url.username().isEmpty()) return url.uri();
    String what = url == null ? " is not an address such as http://host:8080" : " holds a user";
    problems.add("--gateway" + (url == null ? "=" + options.gateway : "") + what);
    return null;
  }

  /** A gateway without basic auth needs no such files, so the default ones may be absent. */
  private Optional<Secret> gatewaySecret(String flag, String path, String fallback) {
    boolean absent = path.equals(fallback) && Files.notExists(Path.of(path));
    return absent ? Optional.empty() : Optional.of(secret(flag, path));
  }

  private StateSettings stateSettings() {
    String url = options.state;
    if (StateAddress.holdsCredentials(url)) {
      problems.add("--state holds credentials: say them by --state-user-file and -password-file");
    } else if (!StateAddress.supports(url)) {
      String forms = "jdbc:sqlite:state/file.db or jdbc:postgresql://host/database";
      problems.add("--state=" + url + " is not a URL such as " + forms);
    }
    Optional<String> user =
        optional("--state-user-file", options.stateUserFile).map(Secret::reveal);
    Optional<Secret> password = optional("--state-password-file", options.statePasswordFile);
    StateAddress address = new StateAddress(url, user, password);
    return new StateSettings(address, duration("--retention", options.retention));
  }

  private DeliverySettings delivery() {
    Optional<Secret> payloadSecret = optional("--payload-secret-file", options.payloadSecretFile);
    Patience patience =
        new Patience(
            number("--max-attempts", options.maxAttempts),
            duration("--retry-for", options.retryFor));
    Duration attempt = interval("--attempt-timeout", options.attemptTimeout);
    Duration settle = duration("--settle-timeout", options.settleTimeout);
    return new DeliverySettings(payloadSecret, patience, attempt, settle);
  }

  private InetSocketAddress listen() {
    int colon = options.listen.lastIndexOf(':');
    String port = options.listen.substring(colon + 1);
    if (colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) < 65536) {
      return new InetSocketAddress(options.listen.substring(0, colon), Integer.parseInt(port));
    }
    problems.add("--listen=" + options.listen + " is not a HOST:PORT");
    return null;
  }

  private Optional<Secret> optional(String flag, String path) {
    return path == null ? Optional.empty() : Optional.of(secret(flag, path));
  }

  private Secret secret(String flag, String path) {
    try {
      Secret secret = Secret.ofFile(Path.of(path));
      if (secret.isEmpty()) problems.add(flag + " " + path + " is empty");
      return secret;
    } catch (IOException unreadable) {
      problems.add(flag + " " + path + " cannot be read");
      return Secret.of("");
    }
  }

  private Duration duration(String flag, String text) {
    Optional<Duration> duration = GoDuration.parse(text);
    if (duration.isEmpty()) problems.add(flag + "=" + text + " is not a duration such as 10s");
    return duration.orElse(Duration.ZERO);
  }

  private Duration interval(String flag, String text) {
    int before = problems.size();
    Duration interval = duration(flag, text);
    if (problems.size() == before && interval.compareTo(LEAST_INTERVAL) < 0) {
      problems.add(flag + "=" + text + " is too short: at least 100ms");
    }
    return interval;
  }

  private int number(String flag, String text) {
    if (text.matches("[1-9]\\d{0,5}")) return Integer.parseInt(text);
    problems.add(flag + "=" + text + " is not a number from 1");
    return 1;
  }

  private boolean flag(String flag, String text) {
    if (!List.of("true", "false").contains(text)) {
      problems.add(flag + "=" + text + " is neither true nor false");
    }
    return text.equals("true");
  }
}
