package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Lets one at a time of this process work on the record of one device. Thread-safe. */
public final class SerialTurns {
  private final ReentrantLock[] locks = new ReentrantLock[256];

  public SerialTurns() {
    for (int i = 0; i < locks.length; i++) locks[i] = new ReentrantLock(true);
  }

  <T> T inTurn(String system, String serial, Budget budget, Supplier<T> work) {
    return inTurns(system, List.of(serial), budget, work);
  }

  /** The same for the records of several; all take their locks in one order. */
  <T> T inTurns(String system, List<String> serials, Budget budget, Supplier<T> work) {
    Deque<ReentrantLock> held = new ArrayDeque<>();
    try {
      for (int each : places(serials)) {
        await(locks[each], system, budget);
        held.push(locks[each]);
      }
      return work.get();
    } finally {
      held.forEach(ReentrantLock::unlock);
    }
  }

  private SortedSet<Integer> places(List<String> serials) {
    return serials.stream()
        .map(serial -> Math.floorMod(serial.hashCode(), locks.length))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Takes the lock; out of time where others hold it until the budget ends. */
  public static void await(ReentrantLock lock, String system, Budget budget) {
    try {
      if (lock.tryLock(budget.left().toNanos(), TimeUnit.NANOSECONDS)) return;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    throw CallFailedException.of(system, Kind.OUT_OF_TIME, "other calls were before this one");
  }
}
