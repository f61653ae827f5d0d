package io.cvpfunctions.devicemove;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does the same to many things from a few threads. */
public final class AtOnce {
  private static final int THREADS = 8;

  private AtOnce() {}

  /** What came of each, in their order; after a failure none is begun any more. */
  public static <T, R> List<R> each(List<T> all, String system, Function<T, R> work) {
    if (all.isEmpty()) return List.of();
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(THREADS, all.size()));
    List<Future<R>> futures = new ArrayList<>();
    try {
      for (T each : all) futures.add(threads.submit(() -> work.apply(each)));
      List<R> results = new ArrayList<>();
      for (Future<R> future : futures) results.add(result(future, system));
      return results;
    } finally {
      futures.forEach(future -> future.cancel(false));
      threads.shutdown();
    }
  }

  /** The same where nothing comes of it. */
  public static <T> void forEach(List<T> all, String system, Consumer<T> work) {
    each(
        all,
        system,
        each -> {
          work.accept(each);
          return each;
        });
  }

  private static <R> R result(Future<R> future, String system) {
    try {
      return future.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException) throw (RuntimeException) failed.getCause();
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw CallFailedException.of(system, Kind.OUT_OF_TIME, "it was told to stop", stopped);
    }
  }
}
