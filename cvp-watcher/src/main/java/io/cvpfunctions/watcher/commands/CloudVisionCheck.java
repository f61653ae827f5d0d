package io.cvpfunctions.watcher.commands;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.cloudvision.CloudVision;
import io.cvpfunctions.watcher.cloudvision.Inventory;
import io.cvpfunctions.watcher.cloudvision.Node;
import io.cvpfunctions.watcher.commands.ServerProbe.Shown;
import io.cvpfunctions.watcher.placements.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;

/** Tries every node of CloudVision: name, TLS, clock, login, and what it lists. */
final class CloudVisionCheck {
  private static final Duration TOKEN_NOTICE = Duration.ofDays(30);

  private static final String ACCOUNT = "Check the account and its role in CloudVision.";

  private final CloudVisionSettings settings;
  private final Clock clock;

  CloudVisionCheck(CloudVisionSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  void run(Findings findings, Today today) {
    token(findings);
    for (HttpUrl url : settings.nodes()) {
      if (HostCheck.resolves(url.host(), "--cloudvision", findings)) node(url, findings, today);
    }
  }

  private void token(Findings findings) {
    Instant now = clock.instant();
    settings
        .credentials()
        .expiry()
        .ifPresent(
            at -> {
              if (now.isAfter(at)) {
                findings.failure("the token ended at " + at, "Make a new one in CloudVision.");
              } else if (now.isAfter(at.minus(TOKEN_NOTICE))) {
                findings.warning(
                    "the token ends at " + at + left(now, at), "Make a new one before that.");
              } else {
                findings.ok("the token is good until " + at + left(now, at));
              }
            });
  }

  private static String left(Instant now, Instant end) {
    return ", " + Times.text(Duration.between(now, end)) + " left";
  }

  private void node(HttpUrl url, Findings findings, Today today) {
    String server = url.host() + ":" + url.port();
    Shown shown = ServerProbe.look(url);
    CertificateCheck certificates = new CertificateCheck(shown.chain(), clock.instant());
    certificates.show(server, findings);
    ClockCheck.run(server, shown.date(), shown.at(), ClockCheck.NEVER_FAILS, findings);
    asked(url, certificates, findings, today);
  }

  private void asked(HttpUrl url, CertificateCheck certificates, Findings findings, Today today) {
    try (CloudVision one =
        new CloudVision(List.of(url), settings.credentials(), settings.trust(), clock)) {
      Node node = one.nodes().get(0);
      switch (node.standing()) {
        case GOOD -> good(one, node, findings, today);
        case REFUSED -> refused(node, findings);
        default ->
            findings.failure(
                node + " does not say whether it takes " + settings.credentials(),
                "Its API answers with errors: are all services of CloudVision running?");
      }
    } catch (CallFailedException failed) {
      findings.failure(failed.getMessage(), todo(failed, certificates));
    }
  }

  private void good(CloudVision one, Node node, Findings findings, Today today) {
    findings.ok(node + " takes " + settings.credentials() + ", TLS by " + settings.trust());
    inventory(one, node, findings, today);
  }

  private void refused(Node node, Findings findings) {
    boolean token = settings.credentials().isToken();
    findings.failure(
        node + " refuses " + settings.credentials(),
        token ? "Make a new one, and mind its role." : ACCOUNT);
  }

  /** Only where it is polled; and where any source will do, the streams may do without. */
  private void inventory(CloudVision one, Node node, Findings findings, Today today) {
    if (!settings.sources().enabled().contains("poll")) return;
    try {
      Optional<Inventory.Generation> generation = Inventory.generation(node);
      Inventory inventory = new Inventory(one, clock);
      Optional<Snapshot> seen = inventory.read(Set.of());
      if (generation.isPresent() && seen.isPresent()) {
        today.placed(seen.get().placements(), inventory.tree());
        listed(node, generation.get(), seen.get(), findings);
        RightsCheck.run(one, inventory, findings);
      } else {
        missing(node + " offers no inventory", "Is Network Provisioning on?", findings);
      }
    } catch (CallFailedException failed) {
      if (failed.kind() != Kind.OPERATOR) throw failed;
      missing(failed.getMessage(), ACCOUNT, findings);
    }
  }

  private void missing(String what, String todo, Findings findings) {
    if (settings.sources().auto()) {
      findings.warning(what, todo + " Without it, only streams say where devices are: see below.");
    } else {
      findings.failure(what, todo);
    }
  }

  private void listed(
      Node node, Inventory.Generation generation, Snapshot snapshot, Findings findings) {
    String what =
        "%s (%s REST generation) lists %d devices in %d containers"
            .formatted(
                node,
                generation == Inventory.Generation.FIRST ? "first" : "second",
                snapshot.placements().size(),
                snapshot.containers());
    if (snapshot.onlyUndefined()) {
      String moves = streams() ? "only streams see moves: see below." : "no move will be seen.";
      findings.warning(what, "All are in Undefined: if Network Provisioning is off, " + moves);
    } else {
      findings.sees(what);
    }
  }

  private boolean streams() {
    return Stream.of("provisioned", "tags").anyMatch(settings.sources().enabled()::contains);
  }

  private static String todo(CallFailedException failed, CertificateCheck certificates) {
    if (failed.getCause() instanceof SSLException tls) return certificates.todo(tls);
    if (failed.kind() == Kind.OPERATOR) return ACCOUNT;
    return "Check host, port and firewall: curl -k https://HOST/cvpservice/cvpInfo/getCvpInfo.do";
  }
}
