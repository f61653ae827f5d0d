package io.cvpfunctions.slack;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A webhook that breaks, lies or hangs; and nobody learns its address by that. */
class FaultsTest {
  private final FakeSlack slack = new FakeSlack();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private RunningFunction function;
  @TempDir Path secrets;

  @BeforeEach
  void start() throws IOException {
    log.start();
    root().addAppender(log);
    function = RunningFunction.start(secrets, slack.url(), "slack_timeout", "2s");
  }

  @AfterEach
  void stop() {
    function.close();
    slack.close();
    root().detachAppender(log);
    assertThat(log.list).isNotEmpty();
    for (ILoggingEvent line : log.list) {
      assertNoSecret(line.getFormattedMessage() + line.getKeyValuePairs());
      assertNoSecret(ThrowableProxyUtil.asString(line.getThrowableProxy()));
    }
  }

  @Test
  void blocksThatSlackRefuses_areSaidInTheLog() {
    slack.answers(FakeSlack.answer(400, "invalid_blocks"), FakeSlack.ok());

    assertThat(function.post(Samples.structured(Samples.move(1, "DC1"))).status()).isEqualTo(200);

    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .contains(
            "Slack refuses the blocks of a message, which is posted as plain text:"
                + " (400, invalid_blocks)");
  }

  @Test
  void html200_is502() {
    assertFails(502, FakeSlack.answer(200, "<html>log in to " + slack.url() + "</html>"));
  }

  @Test
  void html500_is502() {
    assertFails(502, FakeSlack.answer(500, "<html>" + slack.url() + " is out of order</html>"));
  }

  @Test
  void html404QuotingTheAddress_is503WithoutIt() {
    assertFails(503, FakeSlack.answer(404, "<html>no " + slack.url() + " here</html>"));
  }

  @Test
  void redirectElsewhere_is502AndNotFollowed() {
    String elsewhere = slack.url().replace("/services/", "/elsewhere/");
    assertFails(502, FakeSlack.answer(307, "").withHeader("Location", elsewhere));
    assertThat(slack.requests()).isEqualTo(1);
  }

  @Test
  void reset_is502AndNotRepeatedHere() {
    assertFails(502, FakeSlack.ok().withFault(Fault.CONNECTION_RESET_BY_PEER));
    assertThat(slack.requests()).isEqualTo(1);
  }

  @Test
  void emptyAnswer_is502() {
    assertFails(502, FakeSlack.ok().withFault(Fault.EMPTY_RESPONSE));
  }

  @Test
  void truncatedAnswer_is502() {
    assertFails(502, FakeSlack.ok().withFault(Fault.MALFORMED_RESPONSE_CHUNK));
  }

  @Test
  void garbage_is502() {
    assertFails(502, FakeSlack.ok().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
  }

  @Test
  void hugeAnswer_is502() {
    assertFails(502, FakeSlack.answer(200, "ok ".repeat(2_000_000)));
  }

  @Test
  void answerThatDoesNotEnd_is504() {
    assertFails(504, FakeSlack.answer(200, "o".repeat(100)).withChunkedDribbleDelay(100, 60_000));
  }

  @Test
  void noAnswer_is504() {
    assertFails(504, FakeSlack.ok().withFixedDelay(5_000));
  }

  @Test
  void nobodyThere_is502() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    function.close();
    String address = "http://127.0.0.1:" + free + "/services/" + FakeSlack.TOKEN;
    function = RunningFunction.start(secrets, address);

    assertThat(post().status()).isEqualTo(502);
  }

  @Test
  void failure_isNotRememberedAsTold() {
    slack.answers(FakeSlack.answer(500, ""), FakeSlack.ok());

    assertThat(post().status()).isEqualTo(502);
    assertThat(post().json().at("/result/posted").asInt()).isEqualTo(1);
  }

  @Test
  void refusedBlocks_areSaidInTheLog() {
    slack.answers(FakeSlack.answer(400, "invalid_blocks"), FakeSlack.ok());

    assertThat(post().status()).isEqualTo(200);
    assertThat(log.list)
        .anyMatch(line -> line.getFormattedMessage().contains("(400, invalid_blocks)"));
  }

  @Test
  void description_holdsSettingsAndNoAddress() {
    assertThat(function.post("").json().at("/settings/slack_timeout").asText()).isEqualTo("2s");
    assertNoSecret(function.post("").body());
  }

  private void assertFails(int status, ResponseDefinitionBuilder answer) {
    slack.answers(answer);
    assertThat(post().status()).isEqualTo(status);
  }

  private RunningFunction.Answered post() {
    var answered = function.post(Samples.read(Path.of("sample.json")));
    assertNoSecret(answered.body());
    return answered;
  }

  private static void assertNoSecret(String text) {
    assertThat(text).doesNotContain(FakeSlack.TOKEN).doesNotContain("/services/");
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
