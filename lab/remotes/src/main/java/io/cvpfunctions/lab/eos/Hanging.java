package io.cvpfunctions.lab.eos;

import io.cvpfunctions.lab.http.RecordedRequest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Commands that never end; a request that holds one waits until the switch is closed. */
final class Hanging {
  private final Set<String> commands = ConcurrentHashMap.newKeySet();
  private final CountDownLatch never = new CountDownLatch(1);

  void add(String command) {
    commands.add(command);
  }

  void holdUp(RecordedRequest request) {
    try {
      if (commands.stream().anyMatch(held -> holds(request, held))) never.await();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean holds(RecordedRequest request, String command) {
    return request.body().contains("\"" + command + "\"");
  }
}
