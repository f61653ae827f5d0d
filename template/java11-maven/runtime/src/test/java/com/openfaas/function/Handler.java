package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import io.cvpfunctions.runtime.BytesResponse;
import java.io.File;
import java.util.concurrent.atomic.AtomicInteger;

/** A function under the stock name, which the tests of the process order about by the path. */
public final class Handler extends AbstractHandler implements AutoCloseable {
  private static final AtomicInteger CALLS = new AtomicInteger();

  public Handler() {
    String awaited = System.getenv("starts_when_there_is");
    while (awaited != null && !new File(awaited).exists()) sleep(5);
  }

  @Override
  public IResponse Handle(IRequest request) {
    CALLS.incrementAndGet();
    String value = request.getPath().values().stream().findFirst().orElse("");
    switch (request.getPath().keySet().stream().findFirst().orElse("")) {
      case "sleep" -> sleep(Long.parseLong(value));
      case "exit" -> System.exit(Integer.parseInt(value));
      case "print" -> System.out.println("x".repeat(Integer.parseInt(value)));
      case "echo" -> {
        return body(request.getBody());
      }
      case "header" -> {
        Response response = new Response();
        response.setHeader("X-Large", "x".repeat(Integer.parseInt(value)));
        return response;
      }
      case "large" -> {
        return large(Integer.parseInt(value));
      }
      default -> {}
    }
    return body("call " + CALLS);
  }

  private static IResponse large(int size) {
    BytesResponse response = new BytesResponse();
    response.setBodyBytes(new byte[size]);
    return response;
  }

  private static IResponse body(String text) {
    Response response = new Response();
    response.setBody(text);
    return response;
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    System.out.println("closed after " + CALLS);
  }
}
