package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.WatcherSettings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.WatcherSettings.DeliverySettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.WatcherSettings.StateSettings;
import io.cvpfunctions.watcher.delivery.Patience;
import io.cvpfunctions.watcher.state.StateAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Makes checked settings of the options' texts, and says everything that is wrong at once. */
final class SettingsReader {
  private final WatcherOptions options;
  private final SettingTexts texts;
  private final CloudVisionReader cloudVision;

  SettingsReader(WatcherOptions options, List<String> problems) {
    this.options = options;
    this.texts = new SettingTexts(problems);
    this.cloudVision = new CloudVisionReader(options.cloudVision, texts);
  }

  /**
   * All settings.
   *
   * @throws SettingsException naming every problem
   */
  WatcherSettings all() {
    CloudVisionSettings watched = cloudVision.all();
    GatewaySettings gateway = gateway();
    StateSettings state = stateSettings();
    DeliverySettings delivery = delivery();
    InetSocketAddress listen = listen();
    texts.check();
    return new WatcherSettings(watched, gateway, state, delivery, listen);
  }

  /** The state's alone, for commands that ask nobody else. */
  StateSettings state() {
    StateSettings state = stateSettings();
    texts.check();
    return state;
  }

  /** What events say they come from; the watcher itself, where CloudVision is not named. */
  URI source() {
    int before = texts.problems();
    List<HttpUrl> nodes =
        options.cloudVision.cloudvision.isEmpty() ? List.of() : cloudVision.nodes();
    if (texts.problems() > before) texts.check();
    return nodes.isEmpty() ? URI.create(EventMaker.WATCHER) : CloudVisionSettings.source(nodes);
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
        texts.interval("--topics-interval", options.topicsInterval),
        texts.duration("--topics-grace", options.topicsGrace));
  }

  private void lonely(String flag, String other, String path) {
    texts.wrong(flag + " needs " + other + ": there is no " + path);
  }

  private URI gatewayAddress() {
    HttpUrl url = HttpUrl.parse(options.gateway);
    if (url != null && url.username().isEmpty()) return url.uri();
    String what = url == null ? " is not an address such as http://host:8080" : " holds a user";
    texts.wrong("--gateway" + (url == null ? "=" + options.gateway : "") + what);
    return null;
  }

  /** A gateway without basic auth needs no such files, so the default ones may be absent. */
  private Optional<Secret> gatewaySecret(String flag, String path, String fallback) {
    boolean absent = path.equals(fallback) && Files.notExists(Path.of(path));
    return absent ? Optional.empty() : Optional.of(texts.secret(flag, path));
  }

  private StateSettings stateSettings() {
    String url = options.state;
    if (StateAddress.holdsCredentials(url)) {
      texts.wrong("--state holds credentials: say them by --state-user-file and -password-file");
    } else if (!StateAddress.supports(url)) {
      String forms = "jdbc:sqlite:state/file.db or jdbc:postgresql://host/database";
      texts.wrong("--state=" + url + " is not a URL such as " + forms);
    }
    Optional<String> user =
        texts.optional("--state-user-file", options.stateUserFile).map(Secret::reveal);
    Optional<Secret> password = texts.optional("--state-password-file", options.statePasswordFile);
    StateAddress address = new StateAddress(url, user, password);
    return new StateSettings(address, texts.duration("--retention", options.retention));
  }

  private DeliverySettings delivery() {
    Optional<Secret> payloadSecret =
        texts.optional("--payload-secret-file", options.payloadSecretFile);
    Patience patience =
        new Patience(
            texts.number("--max-attempts", options.maxAttempts),
            texts.duration("--retry-for", options.retryFor));
    Duration attempt = texts.interval("--attempt-timeout", options.attemptTimeout);
    Duration settle = texts.duration("--settle-timeout", options.cloudVision.settleTimeout);
    return new DeliverySettings(payloadSecret, patience, attempt, settle);
  }

  private InetSocketAddress listen() {
    int colon = options.listen.lastIndexOf(':');
    String port = options.listen.substring(colon + 1);
    if (colon > 0 && port.matches("\\d{1,5}") && Integer.parseInt(port) < 65536) {
      return new InetSocketAddress(options.listen.substring(0, colon), Integer.parseInt(port));
    }
    texts.wrong("--listen=" + options.listen + " is not a HOST:PORT");
    return null;
  }
}
