package io.cvpfunctions.devicemove;

import com.openfaas.function.Handler;
import com.openfaas.model.Request;
import java.util.HashMap;

/** Starts the function in a process of its own, as the runtime does, and sends it one body. */
public final class LightStart {
  private LightStart() {}

  /** Prints the status of the answer; without an argument it only starts. */
  public static void main(String[] args) {
    try (Handler handler = new Handler()) {
      for (String body : args) {
        Request request = new Request(body, new HashMap<>(), "", "/");
        System.out.println("answered " + handler.Handle(request).getStatusCode());
      }
    }
  }
}
