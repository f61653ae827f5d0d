package io.cvpfunctions.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.model.IResponse;

/** A function's answer as a test looks at it. */
public final class Received {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IResponse response;

  /** What {@code handle} returned. */
  public Received(IResponse response) {
    this.response = response;
  }

  public int status() {
    return response.getStatusCode();
  }

  public String contentType() {
    return response.getContentType();
  }

  public String header(String name) {
    return response.getHeader(name);
  }

  public String body() {
    return response.getBody();
  }

  /** The body as JSON; the test fails where it is not. */
  public JsonNode json() {
    try {
      return JSON.readTree(body());
    } catch (JsonProcessingException notJson) {
      throw new AssertionError("not JSON: " + body(), notJson);
    }
  }
}
