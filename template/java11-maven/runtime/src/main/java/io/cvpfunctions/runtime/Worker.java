package io.cvpfunctions.runtime;

/**
 * One thread of the server, and whether what it waits for is its caller: to send, or to take.
 *
 * <p>Such a wait can be cut off from outside: an interrupt closes the connection that a thread is
 * reading from or writing to. While the handler runs it is never interrupted by the server.
 */
final class Worker extends Thread {
  private boolean onCaller;
  private long since;

  Worker(Runnable work, String name) {
    super(work, name);
  }

  /** The thread of the server that calls this goes on to read from its caller, or to write. */
  static void waitsForCaller() {
    waits(true);
  }

  /** The thread of the server that calls this has all it needs of its caller for now. */
  static void hasItsCaller() {
    waits(false);
  }

  private static void waits(boolean onCaller) {
    Thread current = Thread.currentThread();
    if (current instanceof Worker) ((Worker) current).turn(onCaller);
  }

  /** An interrupt that came too late for the wait it was meant for ends here. */
  private synchronized void turn(boolean toCaller) {
    Thread.interrupted();
    onCaller = toCaller;
    if (toCaller) since = System.nanoTime();
  }

  /** How long it has waited for its caller, in nanoseconds; negative while it does not. */
  synchronized long waited(long now) {
    return onCaller ? now - since : -1;
  }

  /** Nothing happens where the wait has ended meanwhile. */
  synchronized void cutOff() {
    if (!onCaller) return;
    onCaller = false;
    interrupt();
  }
}
