package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The test of {@code anta.tests.flow_tracking}. */
final class FlowTrackingTests {
  private static final InputObject TIMERS =
      object()
          .required("on_inactive_timeout", Types.integer())
          .required("on_interval", Types.integer());
  private static final InputObject EXPORTER =
      object()
          .required("name", Types.text())
          .required("local_interface", Types.text())
          .required("template_interval", Types.integer());
  private static final InputObject TRACKER =
      object()
          .required("name", Types.text())
          .optional("record_export", TIMERS)
          .optional("exporters", Types.list(EXPORTER));

  private FlowTrackingTests() {}

  static List<NetworkTest> all() {
    return List.of(
        NetworkTest.of(
                "anta.tests.flow_tracking",
                "VerifyHardwareFlowTrackerStatus",
                "The listed hardware flow trackers are active, set as listed.")
            .in("flow tracking")
            .notOn(NetworkTest.LAB)
            .takes(object().required("trackers", Types.list(TRACKER)))
            .asks(Command.json("show flow tracking hardware", 1))
            .judgedBy(FlowTrackingTests::judge));
  }

  private static void judge(Judgement it) {
    if (!it.reply().object().opt("running").truthy()) {
      it.fail("hardware flow tracking does not run");
      return;
    }
    for (Inputs wanted : it.inputs().objects("trackers")) {
      String name = "Flow Tracker: " + wanted.text("name");
      Tree shown = it.reply().need("trackers").opt(wanted.text("name"));
      if (!shown.truthy()) it.fail(name + " - not found");
      else if (!shown.opt("active").truthy()) it.fail(name + " - disabled");
      else judgeTracker(it, name, wanted, shown);
    }
  }

  private static void judgeTracker(Judgement it, String name, Inputs wanted, Tree shown) {
    wanted.object("record_export").ifPresent(timers -> judgeTimers(it, name, timers, shown));
    for (Inputs exporter : wanted.objects("exporters")) {
      String which = name + " Exporter: " + exporter.text("name");
      Tree own = shown.need("exporters").opt(exporter.text("name"));
      if (!own.truthy()) {
        it.fail(which + " - not configured");
        continue;
      }
      String local = exporter.text("local_interface");
      it.expect(which + " - local interface", local, own.need("localIntf"));
      long interval = exporter.integer("template_interval");
      it.expect(which + " - template interval", interval, own.need("templateInterval"));
    }
  }

  private static void judgeTimers(Judgement it, String name, Inputs timers, Tree shown) {
    long inactive = timers.integer("on_inactive_timeout");
    long interval = timers.integer("on_interval");
    Tree actualInactive = shown.opt("inactiveTimeout");
    Tree actualInterval = shown.opt("activeInterval");
    if (actualInactive.equalTo(inactive) && actualInterval.equalTo(interval)) return;
    it.fail(
        String.format(
            "%s - timers: expected Inactive Timeout: %d Active Interval: %d,"
                + " actual Inactive Timeout: %s Active Interval: %s",
            name, inactive, interval, actualInactive.show(), actualInterval.show()));
  }
}
