package io.cvpfunctions.lab.openfaas.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** So many callers who make so many calls between them, one after the other each. */
final class Load {
  private static final int CUT_OFF = 0;

  private final HttpCaller caller;
  private final String path;
  private final AtomicInteger left;
  private final AtomicInteger answered = new AtomicInteger();
  private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
  private final List<CompletableFuture<Void>> callers = new ArrayList<>();

  private Load(HttpCaller caller, String path, int calls) {
    this.caller = caller;
    this.path = path;
    left = new AtomicInteger(calls);
  }

  static Load start(HttpCaller caller, String path, int callers, int calls) {
    Load load = new Load(caller, path, calls);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    for (int i = 0; i < callers; i++) {
      load.callers.add(CompletableFuture.runAsync(load::call, threads));
    }
    threads.shutdown();
    return load;
  }

  private void call() {
    while (left.getAndDecrement() > 0) {
      statuses.computeIfAbsent(status(), unused -> new AtomicInteger()).incrementAndGet();
      answered.incrementAndGet();
    }
  }

  private int status() {
    try {
      return caller.post(path, "x").statusCode();
    } catch (IOException e) {
      return CUT_OFF;
    }
  }

  int answered() {
    return answered.get();
  }

  /** How often each status was the answer, when all have been; 0 is none. */
  Map<Integer, Integer> statuses() {
    callers.forEach(CompletableFuture::join);
    Map<Integer, Integer> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.get()));
    return counts;
  }
}
