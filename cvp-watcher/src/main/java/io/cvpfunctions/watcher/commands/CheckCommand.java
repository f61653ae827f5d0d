package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.WatcherSettings;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tries everything the whole line needs, and says of each what to do where it fails. */
@Command(
    name = "check",
    header = "Try all from CloudVision to the functions' remotes, and say what to do.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand extends SettingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "As JSON, for programs.")
  boolean json;

  @Override
  Set<String> uses() {
    return Set.of();
  }

  @Override
  public Integer call() {
    WatcherSettings settings = settings().all();
    PrintWriter out = spec.commandLine().getOut();
    Findings findings = json ? Findings.asJson(out) : Findings.asText(out);
    look(settings, findings);
    findings.end();
    return findings.failed() ? 1 : 0;
  }

  private void look(WatcherSettings settings, Findings findings) {
    Clock clock = Clock.systemUTC();
    Today today = new Today();
    CloudVisionSettings cloudVision = settings.cloudVision();
    findings.in("CloudVision", () -> new CloudVisionCheck(cloudVision, clock).run(findings, today));
    findings.in("streams", () -> new StreamsCheck(cloudVision, clock).run(findings, today));
    if (!findings.seesAnything()) {
      findings.failure("no source sees anything", "Mend one of those above.");
    }
    GatewayCheck gateway = new GatewayCheck(settings.gateway(), settings.delivery(), clock);
    findings.in("gateway", () -> gateway.run(findings, today));
    findings.in("devices", () -> new DevicesCheck(today).run(findings));
    List<String> limit = options.cloudVision.container;
    findings.in("patterns", () -> new PatternsCheck(today, limit).run(findings));
    findings.in("state", () -> new StateCheck(settings.state()).run(findings));
  }
}
