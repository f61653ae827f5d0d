package io.cvpfunctions.lab.ledger.stage;

import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Generation;
import io.cvpfunctions.lab.cloudvision.Node;
import io.cvpfunctions.lab.cloudvision.Snapshot;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.cloudvision.resources.ResourceApi;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.openfaas.FaasGateway;
import io.cvpfunctions.lab.openfaas.Fault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Orders answers that are wrong, and knows which of them anybody met: a fault that waits for a call
 * that nobody makes proves nothing. Not thread-safe.
 */
public final class Faults {
  private final CloudVisionSimulator cloudVision;
  private final FaasGateway gateway;
  private final Looks looks;
  private final Generation generation;
  private final Map<String, BooleanSupplier> met = new LinkedHashMap<>();
  private List<String> unmet = List.of();
  private String lie = "";
  private int looksBefore;

  Faults(
      CloudVisionSimulator cloudVision, FaasGateway gateway, Looks looks, Generation generation) {
    this.generation = generation;
    this.cloudVision = cloudVision;
    this.gateway = gateway;
    this.looks = looks;
  }

  /** The lists of devices and containers tell so much of the truth from now on. */
  public void lists(String kind, Snapshot truth) {
    listsAreWhole();
    lie = kind;
    looksBefore = looks.count();
    cloudVision.snapshot(possible(truth));
  }

  /** Up to 2018.1 nothing leaves Undefined alone (facts: CloudVision I 3). */
  private Snapshot possible(Snapshot truth) {
    boolean never = truth == Snapshot.ONLY_UNDEFINED && !generation.hasInventoryDevices();
    return never ? Snapshot.HALF : truth;
  }

  /** They tell all of it. */
  public void listsAreWhole() {
    boolean looked = looks.count() > looksBefore;
    if (!lie.isEmpty()) ordered(lie, () -> looked);
    lie = "";
    cloudVision.snapshot(Snapshot.COMPLETE);
  }

  /** The next so many calls of a function go wrong in this way. */
  public void calls(String kind, String function, Fault fault, int times) {
    for (int i = 0; i < times; i++) gateway.order(function, fault);
    ordered(kind, () -> gateway.unhit(fault) < times);
  }

  /** The next list of functions is none. */
  public void listing(String kind, Fault fault) {
    gateway.orderForListing(fault);
    ordered(kind, () -> gateway.unhit(fault) == 0);
  }

  /** The next so many requests to a server of CloudVision go wrong in this way. */
  public void requests(String kind, int node, int times, io.cvpfunctions.lab.http.Fault fault) {
    HttpEndpoint http = cloudVision.node(node).http();
    http.failNext(times, "", fault);
    ordered(kind, () -> !http.unhit(fault));
  }

  /**
   * The next so many calls of a method go wrong in this way; streams begin anew for it. At the node
   * where somebody listens; where nobody does, at whichever is asked next.
   */
  public void streams(String kind, int times, String method, CallFault fault) {
    if (cloudVision.node().grpcPort() == 0) return;
    List<ResourceApi> all = cloudVision.nodes().stream().map(Node::grpc).toList();
    List<ResourceApi> heard = all.stream().filter(each -> each.streams() > 0).toList();
    List<ResourceApi> at = heard.isEmpty() ? all : heard;
    for (ResourceApi each : at) {
      each.failNext(times, method, fault);
      each.endStreams();
    }
    ordered(kind, () -> at.stream().anyMatch(each -> !each.unhit(fault)));
  }

  /** One of a kind that was met is enough. */
  private void ordered(String kind, BooleanSupplier isMet) {
    BooleanSupplier before = met.getOrDefault(kind, () -> false);
    met.put(kind, () -> before.getAsBoolean() || isMet.getAsBoolean());
  }

  /** No more are met from now on. */
  void close() {
    listsAreWhole();
    unmet =
        met.entrySet().stream()
            .filter(each -> !each.getValue().getAsBoolean())
            .map(Map.Entry::getKey)
            .toList();
  }

  /** Kinds that were ordered, and that nobody met. */
  public List<String> unmet() {
    return unmet;
  }
}
