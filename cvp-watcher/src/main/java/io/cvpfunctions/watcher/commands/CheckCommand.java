package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.watcher.WatcherSettings;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tries everything a running watcher needs, and says of each what to do where it fails. */
@Command(
    name = "check",
    header = "Try names, TLS, login, gateway and state, and say what to do about each failure.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class CheckCommand extends SettingsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  Set<String> uses() {
    return Set.of();
  }

  @Override
  public Integer call() {
    WatcherSettings settings = settings().all();
    Findings findings = new Findings(spec.commandLine().getOut());
    new CloudVisionCheck(settings.cloudVision(), Clock.systemUTC()).run(findings);
    new StreamsCheck(settings.cloudVision(), Clock.systemUTC()).run(findings);
    if (!findings.seesAnything()) {
      findings.failure("no source sees anything", "Mend one of those above.");
    }
    new GatewayCheck(settings.gateway()).run(findings);
    new StateCheck(settings.state()).run(findings);
    return findings.failed() ? 1 : 0;
  }
}
