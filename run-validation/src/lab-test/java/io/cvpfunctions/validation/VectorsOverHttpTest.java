package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openfaas.model.IResponse;
import io.cvpfunctions.lab.eos.CommandAnswer;
import io.cvpfunctions.lab.eos.EosSwitch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Puts ANTA's vectors to the whole function: a switch over TLS answers what the vector says. */
class VectorsOverHttpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NEVER_SENT = "bash timeout 10 nproc";

  @TempDir Path secrets;
  private volatile JsonNode vector = JSON.createObjectNode();

  @Test
  @Tag("slow")
  void request_everyVector_answersAsAntaDid() throws IOException {
    List<String> differences = new ArrayList<>();
    int asked = 0;
    Set<String> deliberate = AntaVectorsTest.deliberateDifferences();
    try (EosSwitch pytest = EosSwitch.bare("pytest").start().answers(this::answer);
        FunctionUnderTest function = new FunctionUnderTest(secrets)) {
      function.set("eapi_port", Integer.toString(pytest.port())).set("eapi_insecure", "true");
      function.start(Clock.fixed(AntaVectorsTest.THEN, ZoneOffset.UTC));
      for (Map.Entry<String, JsonNode> entry : AntaData.vectors().entrySet()) {
        vector = entry.getValue();
        if (deliberate.contains(entry.getKey())) continue;
        if (vector.path("commands").toString().contains(NEVER_SENT)) continue;
        asked++;
        difference(function).ifPresent(what -> differences.add(entry.getKey() + ": " + what));
      }
    }
    assertThat(differences).isEmpty();
    assertThat(asked).as("all but the differences and four that are never sent").isGreaterThan(835);
  }

  private Optional<String> difference(FunctionUnderTest function) {
    ObjectNode request = JSON.createObjectNode();
    request.putObject("device").put("host", "127.0.0.1").put("name", "pytest");
    ObjectNode catalog = request.putObject("catalog");
    catalog
        .putArray(AntaVectorsTest.module(vector))
        .addObject()
        .set(vector.path("test").asText(), vector.path("inputs"));
    IResponse response = function.post(request.toString(), "");
    JsonNode result = FunctionUnderTest.json(response).at("/results/0");
    if (result.isMissingNode()) return Optional.of(response.getBody());
    List<String> messages = new ArrayList<>();
    result.path("messages").forEach(message -> messages.add(message.asText()));
    List<String> parts = result.path("atomic_results").findValuesAsText("result");
    try {
      Agreement.check(vector, result.path("result").asText(), parts, messages);
      return Optional.empty();
    } catch (AssertionError differs) {
      return Optional.of(differs.getMessage());
    }
  }

  /** By text, format and revision; every switch knows itself, whatever a vector is about. */
  private Optional<CommandAnswer> answer(String command, String format, int revision) {
    JsonNode asked = vector;
    for (int i = 0; i < asked.path("commands").size(); i++) {
      JsonNode known = asked.path("commands").get(i);
      boolean same =
          known.path("command").asText().equals(command)
              && known.path("ofmt").asText().equals(format)
              && known.path("revision").asInt() == revision;
      if (same) return Optional.of(answer(command, asked.path("eos_data").get(i)));
    }
    if (!command.equals("show version")) return Optional.empty();
    return Optional.of(answer(command, JSON.createObjectNode()));
  }

  private static CommandAnswer answer(String command, JsonNode data) {
    if (data.isTextual()) return CommandAnswer.text(data.asText());
    if (!command.equals("show version") || data.has("modelName")) return CommandAnswer.json(data);
    return CommandAnswer.json(((ObjectNode) data.deepCopy()).put("modelName", "pytest"));
  }
}
