package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.ledger.book.Subscriber;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The functions of a run, each with another kind of subscription. */
public final class Functions {
  private static final String MOVED = "cvp.device.moved";
  private static final String STEP = "recorded-step";
  private static final String LAST_STEP = "last-step";
  private static final String BATCH_STEP = "batch-step";

  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "exact",
          STEP,
          LAST_STEP,
          "every-device",
          "crowd",
          BATCH_STEP,
          "slow",
          "one-site",
          "duty");

  private final FaasGateway gateway;
  private final Notes notes;
  private final Map<String, Runnable> deployments = new LinkedHashMap<>();
  private final List<Subscriber> subscribers = new ArrayList<>();

  Functions(FaasGateway gateway, Notes notes) {
    this.gateway = gateway;
    this.notes = notes;
    Mood even = new Mood(60, false, false, false, 8);
    Mood moody = new Mood(40, true, true, false, 8);
    function("exact", Map.of("topic", MOVED), List.of(MOVED), List.of(), even, STEP);
    step(STEP, "exact", new Mood(20, false, true, false, 8), LAST_STEP);
    step(LAST_STEP, STEP, even);
    Map<String, String> both = Map.of("topic", MOVED, "cvp.topics", "cvp.device.* cvp.watcher.**");
    List<String> devices = List.of("cvp.device.*", "cvp.watcher.**");
    function("every-device", both, devices, List.of(), new Mood(0, true, true, false, 8));
    Map<String, String> batch =
        Map.of("cvp.topics", "cvp.**", "cvp.batch", "20", "cvp.batch.window", "300ms");
    function("crowd", batch, List.of("cvp.**"), List.of(), moody, BATCH_STEP);
    step(BATCH_STEP, "crowd", even);
    Mood late = new Mood(600, false, false, true, 8);
    function("slow", Map.of("topic", MOVED), List.of(MOVED), List.of(), late);
    List<String> moves = List.of(MOVED, "cvp.device.added");
    Map<String, String> site =
        Map.of("cvp.topics", String.join(" ", moves), "cvp.containers", "DC1-*");
    function("one-site", site, moves, List.of("DC1-*"), even);
    Map<String, String> duty = Map.of("cvp.topics", "cvp.event.*", "cvp.severity", "ERROR");
    subscribers.add(Subscriber.of("duty", List.of("cvp.event.*"), "ERROR"));
    add(FunctionSpec.named("duty").withAnnotations(duty), even);
    NAMES.forEach(this::deploy);
  }

  private void function(
      String name,
      Map<String, String> annotations,
      List<String> topics,
      List<String> containers,
      Mood mood,
      String... chain) {
    subscribers.add(Subscriber.of(name, topics, containers));
    add(FunctionSpec.named(name).withAnnotations(annotations), mood, chain);
  }

  private void step(String name, String parent, Mood mood, String... chain) {
    subscribers.add(Subscriber.step(name, parent));
    add(FunctionSpec.named(name), mood, chain);
  }

  private void add(FunctionSpec spec, Mood mood, String... chain) {
    var stub = new RecordingFunction(spec.name(), mood, List.of(chain), notes);
    deployments.put(spec.name(), () -> gateway.function(spec, stub));
  }

  /** Puts a function where it was, or there for the first time. */
  void deploy(String name) {
    deployments.get(name).run();
  }

  List<Subscriber> subscribers() {
    return List.copyOf(subscribers);
  }
}
