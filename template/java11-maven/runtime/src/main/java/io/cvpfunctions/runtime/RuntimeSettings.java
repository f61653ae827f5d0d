package io.cvpfunctions.runtime;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What the environment says. Where the watchdog has a variable for it, it is the same variable, so
 * that the two cannot drift.
 */
final class RuntimeSettings {
  private static final int STOCK_PORT = 8082;

  private final UnaryOperator<String> variables;
  private final List<String> problems = new ArrayList<>();

  /** What is wrong with settings that the function may read too. */
  final List<String> doubts = new ArrayList<>();

  final InetSocketAddress listen;
  final int maxBody;
  final int maxConcurrency;
  final int maxQueue;
  final Duration execTimeout;
  final Duration readTimeout;
  final Duration healthcheckInterval;
  final boolean behindWatchdog;
  final Optional<Path> readyLock;
  final Optional<URI> warmPath;

  /** Complains about every setting that is wrong, not about the first. */
  static RuntimeSettings from(UnaryOperator<String> variables) throws StartException {
    RuntimeSettings settings = new RuntimeSettings(variables);
    if (!settings.problems.isEmpty()) throw new StartException(settings.problems);
    return settings;
  }

  private RuntimeSettings(UnaryOperator<String> variables) {
    this.variables = variables;
    listen = listen();
    maxBody = readShared("max_body", ByteSize::parse, 16 << 20);
    maxConcurrency = read("max_concurrency", text -> wholeNumber(text, 1), 64);
    maxQueue = read("max_queue", text -> wholeNumber(text, 0), 128);
    execTimeout = readShared("exec_timeout", GoDuration::parse, Duration.ofSeconds(30));
    readTimeout = read("read_timeout", GoDuration::parse, Duration.ofSeconds(30));
    healthcheckInterval = read("healthcheck_interval", GoDuration::parse, Duration.ZERO);
    behindWatchdog = text("healthcheck_interval").isPresent();
    readyLock =
        read("ready_lock", RuntimeSettings::yesOrNo, false)
            ? Optional.of(Path.of(text("TMPDIR").orElse("/tmp"), ".lock"))
            : Optional.empty();
    warmPath = Optional.ofNullable(read("warm_path", RuntimeSettings::path, null));
  }

  /** How long anything may wait for a call to end; exec_timeout 0 means for ever. */
  Duration patience() {
    return execTimeout.isZero() ? Duration.ofDays(1) : execTimeout;
  }

  private InetSocketAddress listen() {
    String name = text("http_upstream_url").isPresent() ? "http_upstream_url" : "upstream_url";
    return read(name, RuntimeSettings::address, new InetSocketAddress(STOCK_PORT));
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(variables.apply(name)).map(String::trim).filter(t -> !t.isEmpty());
  }

  private <T> T read(String name, Function<String, T> parse, T fallback) {
    try {
      return text(name).map(parse).orElse(fallback);
    } catch (IllegalArgumentException | ArithmeticException e) {
      problems.add(name + ": " + e.getMessage());
      return fallback;
    }
  }

  /**
   * A function that reads the same setting says itself what is wrong with it, together with all
   * else, to whoever calls it; so this goes on with the default.
   */
  private <T> T readShared(String name, Function<String, T> parse, T fallback) {
    int before = problems.size();
    T value = read(name, parse, fallback);
    if (problems.size() > before) doubts.add(problems.remove(before));
    return value;
  }

  private static int wholeNumber(String text, int least) {
    if (text.matches("\\d{1,6}") && Integer.parseInt(text) >= least) return Integer.parseInt(text);
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a whole number from " + least + " to 999999");
  }

  private static boolean yesOrNo(String text) {
    if (text.equals("true") || text.equals("1")) return true;
    if (text.equals("false") || text.equals("0")) return false;
    throw new IllegalArgumentException("\"" + text + "\" is neither true nor false");
  }

  private static URI path(String text) {
    if (text.startsWith("/")) return URI.create(text);
    throw new IllegalArgumentException("\"" + text + "\" does not begin with /");
  }

  /**
   * Where the watchdog will call. A loopback host is bound as such; any other name means this
   * machine as seen from elsewhere, so all interfaces are bound, as the stock entrypoint does.
   */
  private static InetSocketAddress address(String text) {
    try {
      URI url = new URI(text);
      if (!"http".equals(url.getScheme()) || url.getHost() == null) {
        throw new IllegalArgumentException("\"" + text + "\" is not http://host:port");
      }
      int port = url.getPort() < 0 ? 80 : url.getPort();
      return isLoopback(url.getHost())
          ? new InetSocketAddress(InetAddress.getByName(url.getHost()), port)
          : new InetSocketAddress(port);
    } catch (URISyntaxException | UnknownHostException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not http://host:port", e);
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
