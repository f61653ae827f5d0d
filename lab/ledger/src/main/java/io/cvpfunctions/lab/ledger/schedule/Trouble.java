package io.cvpfunctions.lab.ledger.schedule;

import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.ledger.stage.Functions;
import io.cvpfunctions.lab.ledger.stage.Stage;
import io.cvpfunctions.lab.openfaas.Fault;
import io.grpc.Status;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What can go wrong, and for how long. */
@SuppressWarnings("ImmutableEnumChecker") // The lambdas hold nothing.
enum Trouble {
  KILL(
      plan -> {
        int calls = plan.random().nextInt(4) == 0 ? 0 : plan.between(1, 40);
        int number = plan.random().nextInt(3);
        String what = "kill -9 " + number + " after " + calls + " calls";
        plan.now(what, stage -> stage.kill(number, calls));
      }),
  KILL_LEADER(plan -> plan.now("kill -9 the leader", Stage::killLeader)),
  END_LEADERS_SESSION(plan -> plan.now("end the leader's session", Stage::endLeader)),
  CUT_COMMIT(
      plan -> {
        boolean done = plan.random().nextBoolean();
        String what = "cut off a commit that is " + (done ? "" : "not ") + "done";
        plan.now(what, stage -> stage.state().cutCommit(done));
      }),
  QUIET(
      plan -> {
        int container = plan.random().nextInt(Fleet.CONTAINERS);
        int seconds = plan.between(1, 4);
        String what = "quiet about container %d for %d s".formatted(container, seconds);
        plan.now(what, stage -> stage.quiet(container, seconds));
      }),
  CLOCK_JUMPS(
      plan -> {
        int seconds = plan.oneOf(List.of(-7200, -90, -5, 5, 90, 7200));
        String what = "the watcher's clock is off by " + seconds + " s";
        plan.now(what, stage -> stage.clockOff(Duration.ofSeconds(seconds)));
      }),
  LOCK_DATABASE(
      plan -> {
        int millis = plan.random().nextInt(8) == 0 ? 6500 : plan.between(200, 2000);
        plan.now("lock the database", Stage::lock);
        plan.later(millis, "unlock the database", Stage::unlock);
      }),

  SLOW_GATEWAY(plan -> gateway(plan, "slow", Fault.slow(millis(plan, 200, 1200)))),
  STATUS_500(plan -> gateway(plan, "500", Fault.status(500))),
  BAD_GATEWAY(plan -> gateway(plan, "502 empty", Fault.badGateway())),
  ANSWER_LOST(plan -> gateway(plan, "502 after it ran", Fault.badGateway().afterTheFunctionRan())),
  NOT_FOUND(plan -> gateway(plan, "404", Fault.status(404))),
  UNAUTHORIZED(plan -> gateway(plan, "401", Fault.status(401))),
  TOO_MANY(plan -> gateway(plan, "429", Fault.tooManyRequests("1"))),
  UNAVAILABLE(plan -> gateway(plan, "503", Fault.status(503).header("Retry-After", "1"))),
  RESET(plan -> gateway(plan, "reset", Fault.reset())),
  RESET_LATE(plan -> gateway(plan, "reset after it ran", Fault.reset().afterTheFunctionRan())),
  TRUNCATED(plan -> gateway(plan, "half an answer", Fault.truncated())),
  NO_LISTING(
      plan -> {
        Fault fault = plan.oneOf(List.of(Fault.reset(), Fault.badGateway(), Fault.status(401)));
        String what = "no list of functions";
        plan.now(what, stage -> stage.faults().listing(what, fault));
      }),
  GATEWAY_DOWN(
      plan -> {
        plan.now("gateway down", Stage::cut);
        plan.later(plan.between(100, 1500), "gateway up", Stage::mend);
      }),
  FUNCTION_HIDDEN(
      plan -> {
        String name = plan.oneOf(Functions.NAMES);
        plan.now("hide " + name, stage -> stage.functions().hide(name));
        plan.later(plan.between(300, 1500), "show " + name, stage -> stage.functions().show(name));
      }),
  FUNCTION_LOST(
      plan -> {
        String name = plan.oneOf(Functions.NAMES);
        plan.now("undeploy " + name, stage -> stage.functions().undeploy(name));
        plan.later(
            plan.between(300, 1500), "deploy " + name, stage -> stage.functions().deploy(name));
      }),

  SESSIONS_EXPIRE(
      plan -> plan.now("expire sessions", stage -> stage.cloudVision().expireSessions())),
  NODE_DOWN(
      plan -> {
        int node = plan.random().nextInt(2);
        String name = "node " + node;
        plan.now(name + " down", stage -> stage.nodeDown(node));
        int millis = plan.between(300, 2000);
        plan.later(millis, name + " up", stage -> stage.cloudVision().node(node).up());
      }),
  STREAMS_END(
      plan -> {
        Status status = plan.oneOf(ends());
        int node = plan.random().nextInt(2);
        String what = "streams of node " + node + " end with " + status.getCode();
        plan.now(what, stage -> stage.cloudVision().node(node).grpc().endStreams(status));
      }),
  STREAMS_RESET(
      plan -> {
        int node = plan.random().nextInt(2);
        String what = "streams of node " + node + " reset";
        plan.now(what, stage -> stage.cloudVision().node(node).grpc().resetStreams());
      }),
  STREAMS_REFUSED(
      plan -> {
        CallFault fault = plan.oneOf(refusals());
        String method = plan.oneOf(streams()) + "/Subscribe";
        String what = "refuses or spoils two streams of " + method;
        plan.now(what, stage -> stage.faults().streams(what, 2, method, fault));
      }),
  HISTORY_REFUSED(
      plan -> {
        CallFault fault = plan.oneOf(breaks());
        String what = "does not give the history of events";
        plan.now(what, stage -> stage.faults().streams(what, 1, "EventService/GetAll", fault));
      }),
  UNKNOWN_OPERATION(
      plan -> {
        int node = plan.random().nextInt(2);
        String what = "node " + node + " sends an operation that nobody knows";
        plan.now(what, stage -> stage.cloudVision().node(node).grpc().sendOperation(99));
      }),
  CLUSTER_BROKEN(
      plan -> {
        var fault = plan.oneOf(breakdowns());
        int node = plan.random().nextInt(2);
        String what = "fails three times";
        plan.now(
            "node " + node + " " + what, stage -> stage.faults().requests(what, node, 3, fault));
      }),
  LISTS_EMPTY(plan -> lists(plan, "empty lists", Snapshot.EMPTY)),
  LISTS_HALF(plan -> lists(plan, "half lists", Snapshot.HALF)),
  LISTS_LIE(plan -> lists(plan, "lists that lie", plan.oneOf(lies())));

  private final Consumer<Plan> orders;

  Trouble(Consumer<Plan> orders) {
    this.orders = orders;
  }

  void order(Plan plan) {
    orders.accept(plan);
  }

  static List<Trouble> allButKills() {
    return Arrays.stream(values()).filter(each -> each.compareTo(QUIET) > 0).toList();
  }

  private static Duration millis(Plan plan, int least, int most) {
    return Duration.ofMillis(plan.between(least, most));
  }

  private static List<Status> ends() {
    return List.of(Status.OK, Status.UNAVAILABLE, Status.UNAUTHENTICATED, Status.DEADLINE_EXCEEDED);
  }

  private static List<String> streams() {
    return List.of("EventService", "TagAssignmentService", "inventory.v1.DeviceService");
  }

  private static List<CallFault> refusals() {
    return List.of(
        CallFault.status(Status.UNAVAILABLE),
        CallFault.emptySnapshot(),
        CallFault.endAfter(1, Status.OK));
  }

  private static List<Snapshot> lies() {
    return Arrays.stream(Snapshot.values()).filter(each -> each != Snapshot.COMPLETE).toList();
  }

  /** A history that is cut the same way twice cannot be told from a whole one. */
  private static List<CallFault> breaks() {
    return List.of(
        CallFault.status(Status.UNAVAILABLE),
        CallFault.status(Status.RESOURCE_EXHAUSTED),
        CallFault.endAfter(1, Status.INTERNAL));
  }

  private static void lists(Plan plan, String kind, Snapshot lie) {
    plan.now("lists " + lie, stage -> stage.faults().lists(kind, lie));
    plan.later(plan.between(300, 1200), "lists whole", stage -> stage.faults().listsAreWhole());
  }

  private static void gateway(Plan plan, String what, Fault fault) {
    String name = plan.oneOf(Functions.NAMES);
    int times = plan.between(1, 3);
    plan.now(
        "%s: %s, %d times".formatted(name, what, times),
        stage -> stage.faults().calls(what, name, fault, times));
  }

  private static List<io.cvpfunctions.lab.http.Fault> breakdowns() {
    return List.of(
        io.cvpfunctions.lab.http.Fault.html502(),
        io.cvpfunctions.lab.http.Fault.html200(),
        io.cvpfunctions.lab.http.Fault.emptyBody(),
        io.cvpfunctions.lab.http.Fault.truncatedBody(),
        io.cvpfunctions.lab.http.Fault.status(500),
        io.cvpfunctions.lab.http.Fault.resetAfterReading(),
        io.cvpfunctions.lab.http.Fault.delay(Duration.ofMillis(700)));
  }
}
