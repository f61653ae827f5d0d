package io.cvpfunctions.lab.openfaas;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** What the gateway knows: its functions, the faults that wait, the calls that were made. */
final class GatewayState {
  /** The target of a fault that hits a call of any function. */
  static final String ANY_FUNCTION = "*";

  /** The target of a fault that hits the list of functions; no function can be called so. */
  static final String LISTING = "/system/functions";

  private final Map<String, DeployedFunction> functions = new ConcurrentSkipListMap<>();
  private final FaultPlan faults = new FaultPlan();
  private final Deque<Invocation> invocations = new ArrayDeque<>();
  private final int kept;
  private final Consumer<Invocation> listener;
  private final Consumer<Invocation> unheard;

  GatewayState(int kept, Consumer<Invocation> listener, Consumer<Invocation> unheard) {
    this.kept = kept;
    this.listener = listener;
    this.unheard = unheard;
  }

  Map<String, DeployedFunction> functions() {
    return functions;
  }

  FaultPlan faults() {
    return faults;
  }

  Optional<Fault> nextFault(String function) {
    return faults.next(function).or(() -> faults.next(ANY_FUNCTION));
  }

  void over(Invocation invocation) {
    synchronized (invocations) {
      invocations.addLast(invocation);
      if (invocations.size() > kept) invocations.removeFirst();
    }
    listener.accept(invocation);
  }

  void unheard(Invocation invocation) {
    unheard.accept(invocation);
  }

  List<Invocation> invocations() {
    synchronized (invocations) {
      return List.copyOf(invocations);
    }
  }

  void forgetInvocations() {
    synchronized (invocations) {
      invocations.clear();
    }
  }
}
