package io.cvpfunctions.lab.openfaas;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One function the gateway knows: what was said of it, where it is, what became of it. */
final class DeployedFunction {
  private final Backend backend;
  private final Instant createdAt = Instant.now();
  private final AtomicLong invocations = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger mostInFlight = new AtomicInteger();
  private volatile FunctionSpec spec;
  private volatile boolean hidden;

  DeployedFunction(FunctionSpec spec, Backend backend) {
    this.spec = spec;
    this.backend = backend;
  }

  FunctionSpec spec() {
    return spec;
  }

  void redeploy(FunctionSpec changed) {
    spec = changed;
  }

  Backend backend() {
    return backend;
  }

  Instant createdAt() {
    return createdAt;
  }

  boolean hidden() {
    return hidden;
  }

  void hide(boolean hide) {
    hidden = hide;
  }

  long invocations() {
    return invocations.get();
  }

  int inFlight() {
    return inFlight.get();
  }

  int mostInFlight() {
    return mostInFlight.get();
  }

  void entered() {
    int now = inFlight.incrementAndGet();
    mostInFlight.accumulateAndGet(now, Math::max);
  }

  void left() {
    inFlight.decrementAndGet();
    invocations.incrementAndGet();
  }
}
