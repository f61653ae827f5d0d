package io.cvpfunctions.watcher.delivery;

import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps functions from answering until it opens. */
final class Gate {
  private final CountDownLatch opened = new CountDownLatch(1);

  void open() {
    opened.countDown();
  }

  /** A function that answers so, once it is open. */
  FunctionStub before(FunctionResponse answer) {
    return request -> pass(answer);
  }

  private FunctionResponse pass(FunctionResponse answer) {
    try {
      opened.await(50, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return answer;
  }
}
