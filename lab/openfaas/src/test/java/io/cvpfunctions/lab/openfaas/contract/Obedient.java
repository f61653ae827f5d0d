package io.cvpfunctions.lab.openfaas.contract;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.runtime.BytesResponse;
import io.cvpfunctions.runtime.RawRequest;
import java.util.concurrent.atomic.AtomicInteger;

/** A function that does what the path asks of it. */
public final class Obedient extends AbstractHandler {
  private final AtomicInteger thrown = new AtomicInteger();

  public Obedient() {
    String slow = System.getenv("slow_start");
    if (slow != null) pause(Long.parseLong(slow));
  }

  @Override
  public IResponse Handle(IRequest request) {
    BytesResponse response = new BytesResponse();
    String[] words = request.getPathRaw().split("/", -1);
    String verb = words.length > 1 ? words[1] : "";
    switch (verb) {
      case "echo" -> echo((RawRequest) request, response);
      case "throw" -> throw new IllegalStateException("on purpose, time " + thrown.addAndGet(1));
      case "thrown" -> response.setBody(thrown.toString());
      case "null" -> {
        return null;
      }
      case "die" -> Runtime.getRuntime().halt(3);
      case "leave" -> Runtime.getRuntime().halt(0);
      case "print" -> System.out.println("x".repeat(Integer.parseInt(words[2])));
      case "sleep" -> pause(Long.parseLong(words[2]));
      default -> response.setStatusCode(404);
    }
    return response;
  }

  private static void echo(RawRequest request, BytesResponse response) {
    response.setContentType(request.getHeader("content-type"));
    response.setHeader("X-Method", request.getMethod());
    response.setHeader("X-Path", request.getPathRaw());
    response.setHeader("X-Query", request.getQueryRaw());
    response.setHeader("X-Given", String.join(" | ", request.getHeaderValues("x-given")));
    response.setBodyBytes(request.getBodyBytes());
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
