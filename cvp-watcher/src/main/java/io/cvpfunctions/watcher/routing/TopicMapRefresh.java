package io.cvpfunctions.watcher.routing;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.DeployedFunction;
import io.cvpfunctions.remote.Gateway;
import io.cvpfunctions.watcher.state.FunctionTable;
import io.cvpfunctions.watcher.state.FunctionTable.Listed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the topic map as the gateway has it.
 *
 * <p>The last good map stays through gateway trouble. A function that is no longer listed keeps its
 * subscription for a grace, since a redeployment may take it away for a moment; that holds over a
 * restart, too. Only {@link #refresh} changes anything, from one thread; the rest is thread-safe.
 */
public final class TopicMapRefresh {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration BETWEEN_STORES = Duration.ofMinutes(1);

  private final Gateway gateway;
  private final FunctionTable table;
  private final Duration grace;
  private final Clock clock;
  private final Map<String, Listed> listed = new TreeMap<>();
  private final Map<String, Duration> missing = new HashMap<>();

  /** When the list came that the last call brought, if it did. */
  private Optional<Instant> unbroken = Optional.empty();

  private Instant stored = Instant.MIN;

  private volatile TopicMap known;
  private volatile Optional<TopicMap> map = Optional.empty();
  private volatile Optional<Instant> lastAnswer = Optional.empty();

  /**
   * Starts from the functions that the state remembers, with a new grace: one may just be deployed
   * anew. They count once the gateway answers.
   */
  public TopicMapRefresh(Gateway gateway, FunctionTable table, Duration grace, Clock clock) {
    this.gateway = gateway;
    this.table = table;
    this.grace = grace;
    this.clock = clock;
    Instant now = clock.instant();
    for (Listed each : table.all()) {
      listed.put(each.name(), new Listed(each.name(), each.annotations(), now));
    }
    this.known = TopicMap.listed(List.copyOf(listed.values()));
  }

  /** Empty until the gateway has listed its functions once. */
  public Optional<TopicMap> map() {
    return map;
  }

  /** How a function wants its events; one by one, where nothing is known of it. */
  public Subscription subscription(String function) {
    return known.function(function).orElseGet(() -> Subscription.of(function, Map.of()));
  }

  /** When the gateway last listed its functions. */
  public Optional<Instant> lastAnswer() {
    return lastAnswer;
  }

  /**
   * Asks the gateway once.
   *
   * @param waitedFor functions that deliveries wait for, chain steps included
   * @return those of them that are not deployed, the grace being over
   * @throws CallFailedException where there is no list; the map stays
   */
  public Set<String> refresh(Set<String> waitedFor) {
    Optional<Instant> before = unbroken;
    unbroken = Optional.empty();
    List<DeployedFunction> functions = gateway.functions(LIMIT);
    Instant now = clock.instant();
    unbroken = Optional.of(now);
    boolean changed = take(functions, now);
    countMissing(functions, waitedFor, passed(before, now));
    Set<String> gone = overdue();
    forget(gone);
    if (changed || now.isAfter(stored.plus(BETWEEN_STORES))) {
      table.put(List.copyOf(listed.values()));
      stored = now;
    }
    known = TopicMap.listed(List.copyOf(listed.values()));
    map = Optional.of(known);
    lastAnswer = Optional.of(now);
    gone.retainAll(waitedFor);
    return gone;
  }

  private boolean take(List<DeployedFunction> functions, Instant now) {
    boolean changed = false;
    for (DeployedFunction each : functions) {
      Listed before = listed.put(each.name(), new Listed(each.name(), each.annotations(), now));
      changed |= before == null || !before.annotations().equals(each.annotations());
    }
    return changed;
  }

  /**
   * Counts for how long the functions of the state, and those waited for, have been missing: from
   * the first list without them, and only between lists that came one after the other. The time
   * that the gateway was away is no part of the grace, which a slip in {@code chain_to} has as
   * well.
   */
  private void countMissing(
      List<DeployedFunction> functions, Set<String> waitedFor, Duration passed) {
    Set<String> there = functions.stream().map(DeployedFunction::name).collect(Collectors.toSet());
    Set<String> wanted = new TreeSet<>(listed.keySet());
    wanted.addAll(waitedFor);
    wanted.removeAll(there);
    missing.keySet().retainAll(wanted);
    for (String each : wanted) {
      missing.compute(each, (name, so) -> so == null ? Duration.ZERO : so.plus(passed));
    }
  }

  /** Time since the list before, if that came with the call before. */
  private static Duration passed(Optional<Instant> before, Instant now) {
    return before.map(at -> Duration.between(at, now)).orElse(Duration.ZERO);
  }

  private Set<String> overdue() {
    return missing.entrySet().stream()
        .filter(each -> each.getValue().compareTo(grace) >= 0)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void forget(Set<String> gone) {
    for (String each : gone) {
      if (listed.remove(each) != null) table.forget(each);
    }
  }
}
