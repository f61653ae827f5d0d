package io.cvpfunctions.watcher.routing;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.watcher.state.FunctionTable.Listed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which functions there are, and what each wants to be told of. Immutable. */
public final class TopicMap {
  private final Map<String, Subscription> functions;

  private TopicMap(Map<String, Subscription> functions) {
    this.functions = functions;
  }

  /** A map of those functions, with or without topics. */
  private static TopicMap of(List<Subscription> functions) {
    Map<String, Subscription> byName = new TreeMap<>();
    functions.forEach(each -> byName.put(each.function(), each));
    return new TopicMap(byName);
  }

  /** A map of the functions that a gateway listed last. */
  public static TopicMap listed(List<Listed> functions) {
    return of(
        functions.stream().map(each -> Subscription.of(each.name(), each.annotations())).toList());
  }

  /** A map of the functions that a gateway lists. */
  public static TopicMap deployed(List<DeployedFunction> functions) {
    return of(
        functions.stream().map(each -> Subscription.of(each.name(), each.annotations())).toList());
  }

  /** The functions to be told of the event, each once, in the order of their names. */
  public List<String> subscribers(CloudEvent event) {
    return functions.values().stream()
        .filter(each -> each.matches(event))
        .map(Subscription::function)
        .toList();
  }

  /** Those that have a topic for the event, in the order of their names. */
  List<Subscription> about(EventView event) {
    return functions.values().stream().filter(each -> each.about(event)).toList();
  }

  /** How a function wants its events. */
  public Optional<Subscription> function(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  /** Every function, in the order of their names. */
  public List<Subscription> all() {
    return List.copyOf(functions.values());
  }

  /** What is wrong with the annotations of any function, be it one that is told by chain only. */
  public List<String> problems() {
    return functions.values().stream()
        .flatMap(each -> each.problems().stream().map(what -> each.function() + ": " + what))
        .toList();
  }

  /** Those that name a topic. */
  public List<Subscription> subscribing() {
    return functions.values().stream().filter(Subscription::subscribes).toList();
  }
}
