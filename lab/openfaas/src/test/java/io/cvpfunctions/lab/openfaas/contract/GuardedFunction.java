package io.cvpfunctions.lab.openfaas.contract;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One function behind a watchdog, be it the real program or the stand-in. */
interface GuardedFunction extends AutoCloseable {
  /** Where the watchdog listens on 127.0.0.1. */
  int port();

  /** SIGTERM; the exit status when it has ended. */
  CompletableFuture<Integer> terminate();

  /** SIGTERM to the function alone, which faasd sends it beside the one by way of the watchdog. */
  void terminateFunction();

  /** The watchdog's exit status. */
  CompletableFuture<Integer> exited();

  /** What the function has printed so far. */
  List<String> lines();

  @Override
  void close();
}
