package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.remote.GoDuration;
import io.cvpfunctions.remote.SettingsException;
import io.cvpfunctions.watcher.WatcherSettings;
import io.cvpfunctions.watcher.WatcherSettings.GatewaySettings;
import io.cvpfunctions.watcher.delivery.GatewayClient;
import io.cvpfunctions.watcher.routing.Subscription;
import io.cvpfunctions.watcher.routing.TopicMap;
import io.cvpfunctions.watcher.sources.Backtest;
import io.cvpfunctions.watcher.streams.StreamFailedException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what functions would have been told of CloudVision's events of the past. */
@Command(
    name = "backtest",
    header = "Count what each function would have been told of CloudVision's events of the past.",
    description = {
      "Takes CloudVision's own history through topics, filters and cvp.hold.",
      "No function is called, and no state is needed."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class BacktestCommand extends SettingsCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @Spec CommandSpec spec;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description = "How far back; by default a week.")
  String since;

  @Override
  Set<String> uses() {
    return Set.of(
        "--config",
        "--cloudvision",
        "--username",
        "--password-file",
        "--token-file",
        "--ca-file",
        "--pin",
        "--insecure",
        "--grpc-port",
        "--min-severity",
        "--gateway",
        "--gateway-user-file",
        "--gateway-password-file");
  }

  @Override
  public Integer call() {
    Duration span =
        GoDuration.parse(since)
            .orElseThrow(
                () ->
                    new SettingsException(
                        List.of("--since=" + since + " is not a duration such as 7d")));
    WatcherSettings settings = settings().all();
    Clock clock = Clock.systemUTC();
    Instant from = clock.instant().minus(span);
    try {
      List<Subscription> subscriptions = subscriptions(settings.gateway());
      var result = new Backtest(settings.cloudVision(), subscriptions, clock).run(from);
      print(result, from, span);
      if (!result.types().isEmpty()) limits(subscriptions, result.placed());
      return 0;
    } catch (CallFailedException | StreamFailedException failed) {
      spec.commandLine().getErr().println("cvp-watcher: " + failed.getMessage());
      return 1;
    }
  }

  private static List<Subscription> subscriptions(GatewaySettings settings) {
    try (Gateway gateway =
        GatewayClient.of(settings.address(), settings.user(), settings.password())) {
      return TopicMap.deployed(gateway.functions(LIMIT)).subscribing();
    }
  }

  /** What no filter could be tried on is said, lest a figure be believed. */
  private void limits(List<Subscription> subscriptions, boolean placed) {
    String what =
        placed
            ? "cvp.containers of %s was tried on containers alone: tags are not known here%n"
            : "cvp.containers of %s was not applied: where devices are is not known here%n";
    PrintWriter out = spec.commandLine().getOut();
    subscriptions.stream()
        .filter(Subscription::limited)
        .forEach(each -> out.printf(what, each.function()));
    out.flush();
  }

  private void print(Backtest.Result result, Instant from, Duration span) {
    PrintWriter out = spec.commandLine().getOut();
    if (result.types().isEmpty()) {
      out.printf("CloudVision knows of no events since %s%n", Times.text(from));
      return;
    }
    out.printf("CloudVision events since %s:%n", Times.text(from));
    result.types().forEach((type, count) -> out.printf("  %s %d%n", type, count));
    out.println();
    double days = Math.max(span.toMillis(), 1) / 86_400_000.0;
    Table functions = new Table("FUNCTION", "MESSAGES", "A DAY", "OVER WITHIN HOLD");
    for (Backtest.Messages each : result.functions()) {
      functions.add(
          each.function(),
          Long.toString(each.messages()),
          Long.toString(Math.round(each.messages() / days)),
          Long.toString(each.withheld()));
    }
    if (result.functions().isEmpty()) out.println("no function names a topic");
    else out.println(functions);
    result.functions().stream()
        .filter(Backtest.Messages::batched)
        .forEach(each -> out.printf("%s takes batches: fewer calls%n", each.function()));
    if (result.busiest().isEmpty()) return;
    Table busiest = new Table("MESSAGES", "EVENT TYPE", "DEVICE");
    for (Backtest.Count each : result.busiest()) {
      String type = each.what().eventType();
      busiest.add(
          Long.toString(each.messages()), type.isEmpty() ? "-" : type, each.what().device());
    }
    out.print(busiest);
    out.flush();
  }
}
