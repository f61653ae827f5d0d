package io.cvpfunctions.lab.month.life;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.eos.CommandAnswer;
import io.cvpfunctions.lab.eos.EosSwitch;
import io.cvpfunctions.lab.http.TlsAuthority;
import io.cvpfunctions.lab.month.Pace;
import io.cvpfunctions.lab.month.truth.Health;
import io.cvpfunctions.lab.month.truth.Truth;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A switch with power: it starts, comes up in time, falls ill and is mended. Thread-safe. */
final class Machine implements AutoCloseable {
  private static final String UPTIME = "show uptime";

  private final Truth truth;
  private final TlsAuthority authority;
  private final int port;
  private final String serial;
  private final Map<Fault, ObjectNode> before = new EnumMap<>(Fault.class);
  private Optional<EosSwitch> eos = Optional.empty();
  private long started;

  Machine(Truth truth, TlsAuthority authority, int port, String serial) {
    this.truth = truth;
    this.authority = authority;
    this.port = port;
    this.serial = serial;
  }

  /** It answers, at the address it has now, as if it had done so for days. */
  synchronized void runs() {
    eos = Optional.of(listening());
    for (String fault : truth.device(serial).health().faults()) apply(Fault.valueOf(fault));
  }

  /** It answers again after a start; what is to come up takes its time yet. */
  synchronized void starts(Fault meanwhile) {
    health(truth.device(serial).health().starting());
    started = System.nanoTime();
    runs();
    apply(meanwhile);
    eos().answers((command, format, revision) -> uptime(command));
  }

  /** A neighbour starts, so that this is not well for a while. */
  synchronized void wavers(Fault meanwhile) {
    health(truth.device(serial).health().starting());
    apply(meanwhile);
  }

  /** What comes up after a start is up. */
  synchronized void converges(Fault meanwhile) {
    if (!truth.device(serial).health().faults().contains(meanwhile.name())) heal(meanwhile);
    health(truth.device(serial).health().converged());
  }

  /** It has no power, or starts. */
  synchronized void stops() {
    health(truth.device(serial).health().down());
    eos.ifPresent(EosSwitch::close);
    eos = Optional.empty();
    before.clear();
  }

  /** From now on that is really wrong with it. */
  synchronized void befalls(Fault fault) {
    if (eos.isPresent()) apply(fault);
    health(truth.device(serial).health().with(fault.name()));
  }

  /** Nothing is wrong with it any more. */
  synchronized void mended() {
    for (Fault fault : Map.copyOf(before).keySet()) heal(fault);
    health(truth.device(serial).health().mended());
  }

  private void apply(Fault fault) {
    eos().change(fault.command(), answer -> before.putIfAbsent(fault, answer.deepCopy()));
    fault.befall(eos());
  }

  private void heal(Fault fault) {
    ObjectNode good = before.remove(fault);
    if (good != null) eos().answerJson(fault.command(), good);
  }

  private void health(Health now) {
    truth.health(serial, now);
  }

  private EosSwitch eos() {
    return eos.orElseThrow(() -> new IllegalStateException(serial + " has no power"));
  }

  private EosSwitch listening() {
    Device facts = truth.device(serial).facts();
    return EosSwitch.healthyLeaf(facts.hostname(), serial, facts.model(), facts.version())
        .address(facts.ip())
        .port(port)
        .tls(authority.issue(facts.ip()))
        .start();
  }

  /** Its clock goes as fast as the month's. */
  private Optional<CommandAnswer> uptime(String command) {
    if (!command.equals(UPTIME)) return Optional.empty();
    double seconds = (System.nanoTime() - started) / 1e9 * Pace.FACTOR;
    ObjectNode answer = JsonNodeFactory.instance.objectNode().put("upTime", seconds);
    answer.put("users", 1).put("currentTime", System.currentTimeMillis() / 1000.0);
    answer.putArray("loadAvg").add(0.4).add(0.4).add(0.4);
    return Optional.of(CommandAnswer.json(answer));
  }

  @Override
  public synchronized void close() {
    eos.ifPresent(EosSwitch::close);
  }
}
