package io.cvpfunctions.lab.openfaas;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where the gateway's provider finds a function. */
@FunctionalInterface
interface Backend {

  /**
   * The function's answer.
   *
   * @throws InterruptedIOException when {@code limit} is over
   * @throws IOException when the function cannot be reached or ends the connection
   */
  FunctionResponse call(FunctionRequest request, Duration limit) throws IOException;

  /** Whether a call got as far as the function, judged by how it failed. */
  static boolean mayHaveRun(IOException failure) {
    return !(failure instanceof ConnectException);
  }

  /** A watchdog, or anything else that speaks HTTP. */
  static Backend at(InetSocketAddress address, Forwarder forwarder) {
    return (request, limit) -> forwarder.send(request, address, limit);
  }

  /** A stub, which goes on running when the limit is over, as a function does. */
  static Backend running(FunctionStub stub, ExecutorService threads) {
    return (request, limit) -> {
      Duration own = WatchdogHeaders.limit(request, Duration.ZERO);
      boolean watchdogFirst = !own.isZero() && own.compareTo(limit) < 0;
      long started = System.nanoTime();
      Future<FunctionResponse> answer = threads.submit(() -> stub.answer(request));
      try {
        return WatchdogHeaders.timed(await(answer, watchdogFirst ? own : limit), started);
      } catch (TimeoutException e) {
        if (watchdogFirst) return WatchdogHeaders.timed(Platform.outOfTime(), started);
        throw new InterruptedIOException("function still running after " + limit);
      }
    };
  }

  private static FunctionResponse await(Future<FunctionResponse> answer, Duration limit)
      throws TimeoutException, InterruptedIOException {
    try {
      return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      return Platform.handlerDied();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the gateway is closing");
    }
  }
}
