package io.cvpfunctions.lab.soak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cvpfunctions.lab.month.judge.Answered;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakTest {
  private static Answered call(String function, String id, int status) {
    var event = JsonNodeFactory.instance.objectNode().put("id", id);
    return new Answered(function, Instant.EPOCH, event, status, MissingNode.getInstance());
  }

  @Test
  void repeated_whatWasAcceptedBefore_counts() {
    List<Answered> calls =
        List.of(
            call("f", "1", 503),
            call("f", "1", 200),
            call("g", "1", 200),
            call("f", "2", 200),
            call("f", "1", 200));
    assertThat(Soak.repeated(calls)).isEqualTo(1);
  }
}
