package io.cvpfunctions.function;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Makes a thing when it is first needed, and only then. Thread-safe. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> maker;
  private T made;

  Once(Supplier<T> maker) {
    this.maker = maker;
  }

  @Override
  public synchronized T get() {
    if (made == null) made = maker.get();
    return made;
  }

  /** Does this with the thing, unless nobody ever needed it. */
  synchronized void ifMade(Consumer<T> work) {
    if (made != null) work.accept(made);
  }
}
