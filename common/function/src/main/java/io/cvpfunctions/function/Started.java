package io.cvpfunctions.function;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A function with the settings that all functions share, all of them right. */
final class Started {
  private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(1);

  /** Zero switches the limit off (facts: OpenFaaS C1); something has to end a call all the same. */
  private static final Duration NO_LIMIT = Duration.ofDays(1);

  /** The watchdog's, where it is told nothing else (facts: OpenFaaS C1). */
  private static final Duration WATCHDOGS_OWN = Duration.ofSeconds(30);

  private final EventFunction function;
  private final Chain chain;
  private final SignatureCheck signature;
  private final Duration execTimeout;
  private final Duration writeTimeout;
  private final long maxBody;
  private final Map<String, String> settings;

  private Started(Builder builder, EventFunction function, Map<String, String> settings) {
    this.function = function;
    this.chain = builder.chain;
    this.signature = builder.signature;
    this.execTimeout = builder.execTimeout;
    this.writeTimeout = builder.writeTimeout;
    this.maxBody = builder.maxBody;
    this.settings = settings;
  }

  /** Reads every setting before it complains, the function's own with the rest. */
  static Started from(
      String name, Function<Settings, EventFunction> factory, Settings settings, Clock clock) {
    Builder builder = new Builder(name, settings, clock);
    EventFunction function = factory.apply(settings);
    settings.check();
    return new Started(builder, function, settings.inForce());
  }

  EventFunction function() {
    return function;
  }

  Chain chain() {
    return chain;
  }

  SignatureCheck signature() {
    return signature;
  }

  long maxBody() {
    return maxBody;
  }

  /** How long a call may take. */
  Duration execTimeout() {
    return execTimeout;
  }

  /** When the watchdog hangs up. */
  Duration writeTimeout() {
    return writeTimeout;
  }

  Map<String, String> settings() {
    return settings;
  }

  /** The smaller of {@code exec_timeout} and the caller's budget, less a second for the answer. */
  Budget budget(String callersBudget) {
    Duration limit =
        GoDuration.parse(callersBudget)
            .filter(asked -> !asked.isZero() && asked.compareTo(execTimeout) < 0)
            .orElse(execTimeout);
    return Budget.of(limit).less(FOR_THE_ANSWER);
  }

  private static final class Builder {
    private final Chain chain;
    private final SignatureCheck signature;
    private final Duration execTimeout;
    private final Duration writeTimeout;
    private final long maxBody;

    private Builder(String name, Settings settings, Clock clock) {
      Optional<Secret> key = settings.optionalSecret("payload-secret");
      execTimeout = execTimeout(settings);
      writeTimeout = settings.duration("write_timeout", WATCHDOGS_OWN);
      maxBody = settings.size("max_body", 1 << 20);
      chain = Chain.from(settings, key, clock);
      signature = SignatureCheck.of(key, name, clock);
    }

    private static Duration execTimeout(Settings settings) {
      Duration limit = settings.duration("exec_timeout", Duration.ofSeconds(25));
      if (limit.isZero()) return NO_LIMIT;
      if (limit.compareTo(FOR_THE_ANSWER) <= 0) {
        String text = GoDuration.format(limit);
        settings.problem("exec_timeout=" + text + " leaves no time: a second is for the answer");
      }
      return limit;
    }
  }
}
