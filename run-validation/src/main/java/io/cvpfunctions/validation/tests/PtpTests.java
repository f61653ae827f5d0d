package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tests of {@code anta.tests.ptp}. */
final class PtpTests {
  private static final String MODULE = "anta.tests.ptp";
  private static final Command PTP = Command.json("show ptp", 2);
  private static final int OLDEST_LOCK_SECONDS = 60;
  private static final int FURTHEST_NANOS = 1000;
  private static final Set<String> PORT_STATES =
      Set.of("psMaster", "psSlave", "psPassive", "psDisabled");

  private PtpTests() {}

  static List<NetworkTest> all() {
    return List.of(mode(), grandmaster(), lock(), offset(), ports());
  }

  private static NetworkTest.Builder test(String name, String description) {
    return NetworkTest.of(MODULE, name, description).notOn(NetworkTest.VIRTUAL);
  }

  private static Optional<Tree> configured(Judgement it, String key) {
    Tree shown = it.reply().object().opt(key);
    if (!shown.absent()) return Optional.of(shown);
    it.skip("PTP is not configured");
    return Optional.empty();
  }

  private static NetworkTest mode() {
    return test("VerifyPtpModeStatus", "The device is a PTP boundary clock.")
        .asks(PTP)
        .judgedBy(
            it ->
                configured(it, "ptpMode")
                    .ifPresent(mode -> it.expect("PTP mode", "ptpBoundaryClock", mode)));
  }

  private static NetworkTest grandmaster() {
    return test("VerifyPtpGMStatus", "The device follows that grandmaster.")
        .takes(object().required("gmid", Types.text()))
        .asks(PTP)
        .judgedBy(
            it ->
                configured(it, "ptpClockSummary")
                    .ifPresent(
                        clock -> {
                          String wanted = it.inputs().text("gmid");
                          it.expect("PTP grandmaster", wanted, clock.need("gmClockIdentity"));
                        }));
  }

  private static NetworkTest lock() {
    return test("VerifyPtpLockStatus", "The clock was in step less than a minute ago.")
        .asks(PTP)
        .judgedBy(it -> configured(it, "ptpClockSummary").ifPresent(clock -> judgeLock(it, clock)));
  }

  private static void judgeLock(Judgement it, Tree clock) {
    Tree now = clock.need("currentPtpSystemTime");
    Tree last = clock.need("lastSyncTime");
    double age = now.number() - last.number();
    if (age < OLDEST_LOCK_SECONDS) return;
    String actual = PythonNumbers.show(age, now, last) + "s";
    it.fail(Messages.differs("PTP lock", "less than " + OLDEST_LOCK_SECONDS + "s old", actual));
  }

  private static NetworkTest offset() {
    return test("VerifyPtpOffset", "The clock is within a microsecond of its master.")
        .asks(Command.json("show ptp monitor", 1))
        .judgedBy(PtpTests::judgeOffsets);
  }

  private static void judgeOffsets(Judgement it) {
    Tree samples = it.reply().need("ptpMonitorData");
    if (!samples.truthy()) {
      it.skip("PTP is not configured");
      return;
    }
    Map<String, List<String>> far = new LinkedHashMap<>();
    for (Tree sample : samples.items()) {
      Tree offset = sample.need("offsetFromMaster");
      if (Math.abs(offset.number()) <= FURTHEST_NANOS) continue;
      String name = sample.need("intf").show();
      far.computeIfAbsent(name, n -> new ArrayList<>()).add(offset.show());
    }
    far.forEach(
        (name, offsets) -> {
          String expected = "within +/- " + FURTHEST_NANOS + "ns";
          String what = "Interface: " + name + " - offset from the PTP master";
          it.fail(Messages.differs(what, expected, String.join(", ", offsets)));
        });
  }

  private static NetworkTest ports() {
    return test("VerifyPtpPortModeStatus", "All PTP ports are in a proper state.")
        .asks(PTP)
        .judgedBy(PtpTests::judgePorts);
  }

  private static void judgePorts(Judgement it) {
    Tree ports = it.reply().need("ptpIntfSummaries");
    List<String> wrong = new ArrayList<>();
    ports
        .fields()
        .forEach(
            (name, port) -> {
              for (Tree vlan : port.need("ptpIntfVlanSummaries").items()) {
                Tree state = vlan.need("portState");
                if (PORT_STATES.stream().noneMatch(state::is)) wrong.add(name);
              }
            });
    if (!ports.truthy()) it.fail("PTP is on at no interface");
    if (!wrong.isEmpty()) it.fail("interfaces in no proper PTP state: " + String.join(", ", wrong));
  }
}
