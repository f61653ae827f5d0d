package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one at a time of this process work on the record of one device. Thread-safe. */
public final class SerialTurns {
  private final ReentrantLock[] locks = new ReentrantLock[256];

  public SerialTurns() {
    for (int i = 0; i < locks.length; i++) locks[i] = new ReentrantLock(true);
  }

  <T> T inTurn(String system, String serial, Budget budget, Supplier<T> work) {
    ReentrantLock lock = locks[Math.floorMod(serial.hashCode(), locks.length)];
    await(lock, system, budget);
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
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
