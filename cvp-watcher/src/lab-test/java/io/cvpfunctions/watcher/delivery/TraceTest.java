package io.cvpfunctions.watcher.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Events;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.tracing.Collector;
import io.cvpfunctions.tracing.Tracing;
import io.cvpfunctions.watcher.EventMaker;
import io.cvpfunctions.watcher.delivery.Pipe.How;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watcher's part of a trace: from what it saw to each function it told. */
class TraceTest {
  @TempDir Path folder;

  @AfterEach
  void end() {
    Tracing.end();
  }

  @Test
  void event_andEachDelivery_areOneTrace() throws IOException {
    try (Collector collector = new Collector();
        Pipe pipe = new Pipe(folder, How.usual())) {
      Tracing.start("cvp-watcher", collector.environment());
      pipe.subscriber("f", request -> FunctionResponse.json(200, "{}")).map();
      CloudEvent moved = moved();
      pipe.tell(moved).awaitEmpty();
      Tracing.end();

      Collector.Hop origin = collector.hop("cvp.device.moved");
      Collector.Hop delivery = collector.hop("deliver to f");
      Collector.Hop call = collector.hop("POST gateway");
      assertThat(Events.extension(moved, Events.TRACE_PARENT))
          .contains("00-" + origin.trace() + "-" + origin.id() + "-01");
      assertThat(origin.attribute("subject")).contains("A");
      assertThat(delivery.parent()).isEqualTo(origin.id());
      assertThat(delivery.attribute("http.response.status_code")).contains("200");
      assertThat(call.parent()).isEqualTo(delivery.id());
      assertThat(pipe.gateway.reached("f").get(0).header("traceparent"))
          .isEqualTo("00-" + origin.trace() + "-" + call.id() + "-01");
      assertThat(collector.hops()).as("lists of functions are no part of it").hasSize(3);
    }
  }

  private static CloudEvent moved() {
    return new EventMaker(URI.create("https://cvp"))
        .of("cvp.device.moved", "A", Instant.EPOCH, JsonNodeFactory.instance.objectNode());
  }
}
