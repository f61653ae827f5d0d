package io.cvpfunctions.watcher;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes a loop before its pause is over; a ring while nobody waits is not lost. Thread-safe. */
public final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private boolean ringing;

  /** Ends the pause of whoever waits, or the next one. */
  public void ring() {
    lock.lock();
    try {
      ringing = true;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Pauses until it rings, at most that long. */
  public void await(Duration most) throws InterruptedException {
    lock.lock();
    try {
      long left = most.toNanos();
      while (!ringing && left > 0) left = rung.awaitNanos(left);
      ringing = false;
    } finally {
      lock.unlock();
    }
  }
}
