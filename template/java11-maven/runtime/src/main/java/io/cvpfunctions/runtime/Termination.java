package io.cvpfunctions.runtime;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What SIGTERM and SIGINT do.
 *
 * <p>Not a shutdown hook: hooks of the function and its libraries would run at the same time and
 * take away what calls still need; and a hook cannot tell a signal, which ends in 0, from {@code
 * System.exit} in the handler, whose status the watchdog must see. {@code sun.misc.Signal} can; it
 * is in every JDK but outside what {@code --release} lets us name, hence the reflection.
 */
final class Termination {
  private static final int BY_INTERRUPT = 130;

  private final AtomicBoolean begun = new AtomicBoolean();
  private final AtomicInteger interrupts = new AtomicInteger();
  private final Runnable action;

  private Termination(Runnable action) {
    this.action = action;
  }

  /**
   * Runs once, on a thread of its own. SIGTERM comes several times where the watchdog passes on
   * what the platform also sends itself, as faasd does to every process, so only the first counts;
   * a second SIGINT is somebody at the keyboard and ends the process at once.
   */
  static void onSignal(Runnable action) throws StartException {
    Termination termination = new Termination(action);
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      for (String name : new String[] {"TERM", "INT"}) {
        Object proxy =
            Proxy.newProxyInstance(
                Termination.class.getClassLoader(),
                new Class<?>[] {handler},
                (self, method, arguments) -> termination.signalled(name));
        Object one = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, one, proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new StartException("This Java has no signals to listen to: " + e, e);
    }
  }

  private Object signalled(String name) {
    if (name.equals("INT") && interrupts.incrementAndGet() > 1) {
      Runtime.getRuntime().halt(BY_INTERRUPT);
    }
    if (!begun.getAndSet(true)) action.run();
    return null;
  }
}
