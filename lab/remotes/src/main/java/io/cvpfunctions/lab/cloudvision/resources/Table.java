package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The values of one model: what is, what was, and who is told of what will be. Of a lab that stays
 * up for days only the last 200,000 changes can be asked for. Thread-safe.
 */
public final class Table {
  private static final int LIMIT = 200_000;

  private final Map<Message, Change> current = new LinkedHashMap<>();
  private final Map<Message, Change> forgotten = new LinkedHashMap<>();
  private final NavigableMap<Instant, Change> history = new TreeMap<>();
  private final Set<Consumer<Change>> watchers = new CopyOnWriteArraySet<>();

  /** Adds a value, or puts it in place of the one with its key; an equal one changes nothing. */
  public void put(Message value) {
    put(value, Instant.now());
  }

  /** As if it had been put then; the order of calls still decides what is the newest. */
  public synchronized void put(Message value, Instant at) {
    Message before = get(Model.key(value)).orElse(null);
    if (!value.equals(before)) record(new Change(free(at), before, value));
  }

  /** Puts another in place of the value, which has to be there. */
  public synchronized Message change(Message key, Instant at, UnaryOperator<Message> change) {
    Message changed = change.apply(get(key).orElseThrow());
    put(changed, at);
    return changed;
  }

  public void delete(Message key) {
    delete(key, Instant.now());
  }

  /** Nothing happens where there is no such value. */
  public synchronized void delete(Message key, Instant at) {
    get(key).ifPresent(before -> record(new Change(free(at), before, null)));
  }

  public synchronized Optional<Message> get(Message key) {
    return Optional.ofNullable(current.get(key)).map(Change::after);
  }

  public synchronized List<Message> values() {
    return current.values().stream().map(Change::after).toList();
  }

  synchronized List<Change> changes() {
    return List.copyOf(current.values());
  }

  /** The values of that time. */
  public List<Message> valuesAt(Instant time) {
    return at(time).stream().map(Change::after).toList();
  }

  /** What was at that time. */
  synchronized List<Change> at(Instant time) {
    Map<Message, Change> state = new LinkedHashMap<>(forgotten);
    history.headMap(time, true).values().forEach(change -> apply(change, state));
    return List.copyOf(state.values());
  }

  /** What changed after the one time, until and with the other. */
  synchronized List<Change> between(Instant start, Instant end) {
    return start.isBefore(end)
        ? List.copyOf(history.subMap(start, false, end, true).values())
        : List.of();
  }

  /** First what is, at once, then every change; nothing is lost or told twice in between. */
  synchronized void watch(Consumer<List<Change>> first, Consumer<Change> then) {
    first.accept(changes());
    watchers.add(then);
  }

  void unwatch(Consumer<Change> watcher) {
    watchers.remove(watcher);
  }

  private void record(Change change) {
    history.put(change.time(), change);
    if (history.size() > LIMIT) apply(history.pollFirstEntry().getValue(), forgotten);
    apply(change, current);
    List.copyOf(watchers).forEach(watcher -> watcher.accept(change));
  }

  private static void apply(Change change, Map<Message, Change> state) {
    if (change.after() == null) {
      state.remove(change.key());
    } else {
      state.put(change.key(), change);
    }
  }

  private Instant free(Instant time) {
    Instant free = time;
    while (history.containsKey(free)) free = free.plusNanos(1);
    return free;
  }

  /** For the answers that hold lists of keys. */
  synchronized List<Optional<Change>> find(List<Message> keys, Optional<Instant> time) {
    Map<Message, Change> state = new LinkedHashMap<>();
    time.map(this::at).orElseGet(this::changes).forEach(change -> apply(change, state));
    List<Optional<Change>> found = new ArrayList<>();
    keys.forEach(key -> found.add(Optional.ofNullable(state.get(key))));
    return found;
  }
}
