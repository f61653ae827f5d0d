package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.slack.SlackMessage;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlackWorkspaceTest {
  private final SlackWorkspace slack = SlackWorkspace.start();
  @TempDir Path secrets;

  @AfterEach
  void stop() {
    slack.close();
  }

  @Test
  void sample_isTold() throws Exception {
    try (RunningFunction function = RunningFunction.start(secrets, slack.webhookUrl())) {
      var answer = function.post(Files.readString(Path.of("sample.json")));

      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(slack.refusals()).isEmpty();
      assertThat(slack.messages()).hasSize(1);
      SlackMessage message = slack.messages().get(0);
      assertThat(message.text()).isEqualTo("leaf1 moved from Undefined to DC1-Leaf");
      assertThat(message.controlSequences()).isEmpty();
      assertThat(message.allText()).contains("JPE19330452", "created in jdbc");
    }
  }
}
