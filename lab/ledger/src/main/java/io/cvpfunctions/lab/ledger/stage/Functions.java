package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.ledger.book.Subscriber;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.FunctionSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of a run, each with another kind of subscription. */
public final class Functions {
  private static final String STEP = "recorded-step";
  private static final String LAST_STEP = "last-step";
  private static final String BATCH_STEP = "batch-step";
  private static final String SETTLED_STEP = "settled-step";

  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "exact",
          STEP,
          LAST_STEP,
          SETTLED_STEP,
          "every-device",
          "crowd",
          BATCH_STEP,
          "slow",
          "one-site",
          "duty",
          "site-duty",
          "one-port",
          "pager",
          "patient",
          "hush");

  private static final Mood EVEN = new Mood(60, false, false, false, 8);
  private static final Map<String, String> BATCH =
      Map.of("cvp.batch", "20", "cvp.batch.window", "300ms");

  private final FaasGateway gateway;
  private final Notes notes;
  private final Map<String, Runnable> deployments = new LinkedHashMap<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final Set<String> undeployed = new HashSet<>();

  Functions(FaasGateway gateway, Notes notes) {
    this.gateway = gateway;
    this.notes = notes;
    moves();
    alarms();
    waiting();
    NAMES.forEach(this::deploy);
  }

  private void moves() {
    Map<String, String> moved = Map.of("topic", "cvp.device.moved");
    function("exact", moved, EVEN, STEP, SETTLED_STEP);
    step(STEP, "exact", new Mood(20, false, true, false, 8), LAST_STEP);
    step(LAST_STEP, STEP, EVEN);
    function("slow", moved, new Mood(600, false, false, true, 8));
    Map<String, String> both =
        Map.of("topic", "cvp.device.moved", "cvp.topics", "cvp.device.* cvp.watcher.**");
    function("every-device", both, new Mood(0, true, true, false, 8));
    function("crowd", topics("cvp.**", BATCH), new Mood(40, true, true, false, 8), BATCH_STEP);
    step(BATCH_STEP, "crowd", EVEN);
    Map<String, String> site = Map.of("cvp.containers", "DC1-*");
    function("one-site", topics("cvp.device.moved cvp.device.added", site), EVEN);
  }

  private void alarms() {
    function("duty", topics("cvp.event.*", Map.of("cvp.severity", "ERROR")), EVEN);
    function("site-duty", topics("cvp.event.*", Map.of("cvp.containers", "DC1-*")), EVEN);
    String where = "data.interfaceId=Ethernet*1\nseverity=*R*";
    function("one-port", topics("cvp.**", Map.of("cvp.where", where)), EVEN);
  }

  /** What waits: for the end of an event, for devices to settle, for the end of quiet. */
  private void waiting() {
    Map<String, String> hold = new HashMap<>(BATCH);
    hold.putAll(Map.of("cvp.severity", "WARNING", "cvp.hold", "2s"));
    function("pager", topics("cvp.event.* cvp.watcher.*", hold), EVEN);
    Map<String, String> settled = Map.of("cvp.when", "settled");
    function("patient", topics("cvp.device.moved cvp.device.added", settled), EVEN);
    subscribers.add(Subscriber.step(SETTLED_STEP, settled, "exact"));
    add(FunctionSpec.named(SETTLED_STEP).withAnnotations(settled), EVEN);
    Map<String, String> quiet = new HashMap<>(BATCH);
    quiet.put("cvp.quiet", "digest");
    function("hush", topics("cvp.device.*", quiet), EVEN);
  }

  private static Map<String, String> topics(String topics, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.put("cvp.topics", topics);
    return Map.copyOf(all);
  }

  private void function(String name, Map<String, String> annotations, Mood mood, String... chain) {
    subscribers.add(Subscriber.of(name, annotations));
    add(FunctionSpec.named(name).withAnnotations(annotations), mood, chain);
  }

  private void step(String name, String parent, Mood mood, String... chain) {
    subscribers.add(Subscriber.step(name, Map.of(), parent));
    add(FunctionSpec.named(name), mood, chain);
  }

  private void add(FunctionSpec spec, Mood mood, String... chain) {
    var stub = new RecordingFunction(spec.name(), mood, List.of(chain), notes);
    deployments.put(spec.name(), () -> gateway.function(spec, stub));
  }

  /** Puts a function where it was, or there for the first time. */
  public void deploy(String name) {
    undeployed.remove(name);
    deployments.get(name).run();
  }

  /** It is neither listed, nor does it answer. */
  public void undeploy(String name) {
    undeployed.add(name);
    gateway.remove(name);
  }

  /** Those that are not there are again. */
  void deployAll() {
    List.copyOf(undeployed).forEach(this::deploy);
  }

  /** It is not listed, yet answers. */
  public void hide(String name) {
    if (!undeployed.contains(name)) gateway.hide(name);
  }

  /** It is listed again. */
  public void show(String name) {
    if (!undeployed.contains(name)) gateway.show(name);
  }

  List<Subscriber> subscribers() {
    return List.copyOf(subscribers);
  }
}
