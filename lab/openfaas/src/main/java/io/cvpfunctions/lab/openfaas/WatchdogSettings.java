package io.cvpfunctions.lab.openfaas;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** What of-watchdog reads from the environment, as far as it matters in mode http. */
final class WatchdogSettings {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  private static final int DEFAULT_LOG_BUFFER = 65_536;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  private final Duration execTimeout;
  private final Duration writeTimeout;
  private final Duration healthcheckInterval;
  private final int maxInflight;
  private final int logBufferSize;
  private final String readyPath;
  private final HttpUrl upstream;

  private WatchdogSettings(Map<String, String> environment) {
    this.environment = environment;
    mode();
    execTimeout = duration("exec_timeout", DEFAULT_TIMEOUT);
    writeTimeout = duration("write_timeout", DEFAULT_TIMEOUT);
    if (writeTimeout.isZero()) problems.add("write_timeout must not be 0");
    healthcheckInterval = duration("healthcheck_interval", writeTimeout);
    maxInflight = number("max_inflight", 0);
    logBufferSize = number("log_buffer_size", DEFAULT_LOG_BUFFER);
    readyPath = environment.getOrDefault("ready_path", "");
    upstream = parseUpstream();
  }

  /** Refuses with every problem at once. */
  static WatchdogSettings from(Map<String, String> environment) {
    WatchdogSettings settings = new WatchdogSettings(environment);
    if (settings.problems.isEmpty()) return settings;
    throw new IllegalArgumentException(String.join("; ", settings.problems));
  }

  private void mode() {
    String mode = environment.getOrDefault("mode", "streaming");
    if (!mode.equals("http")) problems.add("mode=" + mode + ": this stand-in knows only http");
  }

  private HttpUrl parseUpstream() {
    String older = environment.getOrDefault("http_upstream_url", "");
    String text = environment.getOrDefault("upstream_url", older);
    HttpUrl url = HttpUrl.parse(text);
    if (url != null) return url;
    problems.add("upstream_url=" + text + " is not an http address");
    return HttpUrl.get("http://127.0.0.1/");
  }

  /** A Go duration or whole seconds. */
  private Duration duration(String name, Duration fallback) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) return fallback;
    if (text.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(text));
    Optional<Duration> parsed = GoDuration.parse(text);
    if (parsed.isEmpty()) problems.add(name + "=" + text + " is not a duration such as 5s");
    return parsed.orElse(fallback);
  }

  private int number(String name, int fallback) {
    String text = environment.getOrDefault(name, "");
    if (text.isEmpty()) return fallback;
    if (text.matches("-?\\d{1,9}")) return Integer.parseInt(text);
    problems.add(name + "=" + text + " is not a number");
    return fallback;
  }

  Duration execTimeout() {
    return execTimeout;
  }

  Duration writeTimeout() {
    return writeTimeout;
  }

  Duration healthcheckInterval() {
    return healthcheckInterval;
  }

  /** Zero is no limit. */
  int maxInflight() {
    return maxInflight;
  }

  int logBufferSize() {
    return logBufferSize;
  }

  /** Empty where there is none. */
  String readyPath() {
    return readyPath;
  }

  HttpUrl upstream() {
    return upstream;
  }
}
