package io.cvpfunctions.slack;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test of the function with a webhook that takes everything, unless the test says otherwise. */
abstract class WebhookTest {
  final FakeSlack slack = new FakeSlack();
  RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    slack.answers(FakeSlack.ok());
    function = RunningFunction.start(secrets, slack.url());
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
  }

  void restart(String... settings) throws IOException {
    function.close();
    function = RunningFunction.start(secrets, slack.url(), settings);
  }
}
