package io.cvpfunctions.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.remote.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The call that an image build makes its cache of loaded classes with has to get to a switch. */
class TrainingTest {
  private static final Path TRAIN = Path.of("train");

  @Test
  void sample_withTheSettingsOfTheTraining_isAReportOfASwitchThatWasTried() throws IOException {
    Properties settings = new Properties();
    try (InputStream env = Files.newInputStream(TRAIN.resolve("env"))) {
      settings.load(env);
    }
    String sample = Files.readString(TRAIN.resolve("sample.json"));
    try (FunctionHandler function =
        FunctionHandler.start(
            "run-validation",
            RunValidation::from,
            () -> Settings.of(settings::getProperty),
            Clock.systemUTC())) {
      IResponse response = function.handle(new Request(sample, Map.of(), "", "/"));

      assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
      JsonNode report = new ObjectMapper().readTree(response.getBody());
      assertThat(report.path("catalog").asText()).isEqualTo("default.yml");
      assertThat(report.path("verdict").asText()).isEqualTo("error");
      assertThat(report.path("reason").asText()).contains("127.0.0.1:8082");
    }
  }
}
