package com.openfaas.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.openfaas.model.Request;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandlerTest {
  @Test
  void withoutSecret_answersWhatIsMissing() {
    try (Handler handler = new Handler()) {
      var answer = handler.Handle(new Request("leaf1 reboots", Map.of(), "", "/"));

      assertThat(answer.getStatusCode()).isEqualTo(503);
      assertThat(answer.getBody()).contains("slack-webhook-url", "faas-cli secret create");
    }
  }
}
