package com.openfaas.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlerTest {
  @Test
  void handle_anyBody_isAnsweredWithIt() {
    IResponse response = new Handler().Handle(new Request("hello", Map.of(), null, "/"));
    assertEquals(200, response.getStatusCode());
    assertEquals("You said: hello", response.getBody());
  }
}
