package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.SourceSettings;
import io.cvpfunctions.watcher.cloudvision.Credentials;
import io.cvpfunctions.watcher.cloudvision.Trust;
import io.cvpfunctions.watcher.placements.ContainerLimit;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.sources.Severity;
import io.cvpfunctions.watcher.sources.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;

/** Makes settings of what is said of CloudVision. */
final class CloudVisionReader {
  private final CloudVisionOptions options;
  private final SettingTexts texts;

  CloudVisionReader(CloudVisionOptions options, SettingTexts texts) {
    this.options = options;
    this.texts = texts;
  }

  /** What is said of CloudVision. */
  CloudVisionSettings all() {
    return new CloudVisionSettings(
        nodes(),
        credentials(),
        trust(),
        texts.interval("--poll-interval", options.pollInterval),
        new Rules(
            texts.duration("--debounce", options.debounce),
            texts.duration("--remove-after", options.removeAfter),
            texts.flag("--replay-baseline", options.replayBaseline)),
        ContainerLimit.of(options.container),
        sources());
  }

  /** Where CloudVision is. */
  List<HttpUrl> nodes() {
    List<HttpUrl> nodes = new ArrayList<>();
    for (String each : options.cloudvision) {
      String text = each.trim().replaceFirst("^https://", "").replaceFirst("/$", "");
      HttpUrl url = text.isEmpty() ? null : HttpUrl.parse("https://" + text + "/");
      boolean plain = url != null && url.encodedPath().equals("/") && url.username().isEmpty();
      if (plain) nodes.add(url);
      else texts.wrong("--cloudvision: " + each + " is not a HOST or HOST:PORT");
    }
    if (options.cloudvision.isEmpty()) {
      texts.wrong("--cloudvision is not set: say the host of CloudVision, or of each node");
    }
    return nodes;
  }

  /** Every file is looked at, whichever of the ways it belongs to. */
  private Credentials credentials() {
    Optional<Secret> token = texts.optional("--token-file", options.tokenFile);
    Optional<Secret> password = texts.optional("--password-file", options.passwordFile);
    if (token.isPresent() == (options.username != null)) {
      texts.wrong(
          "say either --token-file, or --username and --password-file (never the secret itself)");
      return null;
    }
    if (token.isPresent()) return Credentials.token(token.get());
    if (password.isEmpty()) {
      texts.wrong("--username needs --password-file");
      return null;
    }
    return Credentials.password(options.username, password.get());
  }

  private Trust trust() {
    boolean insecure = texts.flag("--insecure", options.insecure);
    int ways =
        (insecure ? 1 : 0) + (options.caFile != null ? 1 : 0) + (options.pin.isEmpty() ? 0 : 1);
    if (ways > 1) texts.wrong("say only one of --ca-file, --pin and --insecure");
    if (insecure) return Trust.anything();
    if (options.caFile != null) return caFile();
    for (String each : options.pin) {
      if (!Trust.isPin(each)) {
        texts.wrong("--pin: " + each + " is not a SHA-256 in hex, 64 digits");
      }
    }
    return options.pin.isEmpty() ? Trust.system() : Trust.pins(options.pin);
  }

  private Trust caFile() {
    try {
      return Trust.caFile(Path.of(options.caFile));
    } catch (IOException unreadable) {
      texts.wrong("--ca-file " + options.caFile + " is no readable PEM file with certificates");
      return null;
    }
  }

  private SourceSettings sources() {
    boolean auto = options.sources.trim().equals("auto");
    Set<String> enabled = auto ? Set.copyOf(Sources.NAMES) : enabled();
    boolean subtree = texts.flag("--subtree", options.subtree);
    if (subtree && !enabled.contains("poll")) {
      texts.wrong("--subtree needs the source poll, which alone sees the tree of containers");
    }
    return new SourceSettings(
        auto,
        enabled,
        grpcPort(),
        texts.list("--tag-labels", options.tagLabels),
        severity(),
        GoDuration.parse(options.settleTimeout).orElse(Duration.ZERO),
        subtree);
  }

  private Set<String> enabled() {
    Set<String> enabled = new LinkedHashSet<>(texts.list("--sources", options.sources));
    for (String each : enabled) {
      if (!Sources.NAMES.contains(each)) {
        texts.wrong(
            "--sources: " + each + " is not one of auto, " + String.join(", ", Sources.NAMES));
      }
    }
    return enabled;
  }

  private Optional<Integer> grpcPort() {
    if (options.grpcPort == null) return Optional.empty();
    boolean number = options.grpcPort.matches("[1-9]\\d{0,4}");
    if (number && Integer.parseInt(options.grpcPort) < 65536) {
      return Optional.of(Integer.parseInt(options.grpcPort));
    }
    texts.wrong("--grpc-port=" + options.grpcPort + " is not a port");
    return Optional.empty();
  }

  private Optional<Severity> severity() {
    Optional<Severity> severity = Severity.parse(options.minSeverity);
    if (severity.isEmpty()) {
      String known = String.join(", ", Severity.names());
      texts.wrong("--min-severity=" + options.minSeverity + " is not one of " + known);
    }
    return severity;
  }
}
