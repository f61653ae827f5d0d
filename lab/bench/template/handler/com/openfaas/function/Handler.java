package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;

/** Takes its time, as the environment says, and answers two bytes. Runs under both runtimes. */
public final class Handler extends AbstractHandler {
  private final long millis = Long.parseLong(System.getenv().getOrDefault("handler_ms", "0"));

  @Override
  public IResponse Handle(IRequest request) {
    if (millis > 0) pause();
    Response response = new Response();
    response.setContentType("text/plain");
    response.setBody("ok");
    return response;
  }

  private void pause() {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
