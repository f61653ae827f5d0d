package io.cvpfunctions.remote;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.remote.RawServer.Misdeed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a remote does to us is one of seven kinds, said in words that hold no secret. */
class HttpRemoteTest {
  @RegisterExtension
  static final WireMockExtension REMOTE =
      WireMockExtension.newInstance()
          .options(options().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final HttpRemote slack = HttpRemote.named("Slack");

  /**
   * The first call of a process takes its time to load classes, which short limits do not allow.
   */
  @BeforeAll
  static void warmUp() {
    HttpRemote.named("Slack").call(request(REMOTE.getPort()), LIMIT);
  }

  @Test
  void call_answer_isWhole() {
    REMOTE.stubFor(any(anyUrl()).willReturn(aResponse().withHeader("X-Is", "it").withBody("ok")));

    Answer answer = slack.call(request(REMOTE.getPort()), LIMIT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("ok");
    assertThat(answer.header("x-is")).contains("it");
  }

  @Test
  void call_statusOfFailure_isAnAnswerToo() {
    REMOTE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503).withBody("<html>no")));

    Answer answer = slack.call(request(REMOTE.getPort()), LIMIT);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.ok()).isFalse();
    assertThat(answer.json()).isEmpty();
  }

  @Test
  void call_invitedToTryAtOnce_isSentOnceOnly() {
    REMOTE.resetRequests();
    REMOTE.stubFor(
        any(anyUrl()).willReturn(aResponse().withStatus(503).withHeader("Retry-After", "0")));

    Answer answer = slack.call(request(REMOTE.getPort()), LIMIT);

    assertThat(answer.status()).isEqualTo(503);
    REMOTE.verify(1, anyRequestedFor(anyUrl()));
  }

  @Test
  void call_redirectElsewhere_isNotFollowed() throws Exception {
    try (RawServer elsewhere = RawServer.answering("HTTP/1.1 200 OK\r\n\r\nbait")) {
      ResponseDefinitionBuilder redirect = aResponse().withStatus(307);
      String location = "http://127.0.0.1:" + elsewhere.port() + "/";
      REMOTE.stubFor(any(anyUrl()).willReturn(redirect.withHeader("Location", location)));

      assertThat(slack.call(request(REMOTE.getPort()), LIMIT).status()).isEqualTo(307);
      assertThat(elsewhere.connections()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void call_brokenAnswer_isNoAnswer(Fault fault) {
    REMOTE.stubFor(any(anyUrl()).willReturn(aResponse().withFault(fault)));

    CallFailedException failure = failure(REMOTE.getPort(), LIMIT);

    assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
    assertThat(failure).hasMessageContaining("ended the connection before a whole answer");
  }

  @Test
  void call_bodyShorterThanPromised_isNoAnswer() throws Exception {
    String half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":";
    try (RawServer server = RawServer.answering(half)) {
      CallFailedException failure = failure(server.port(), LIMIT);

      assertThat(failure.kind()).isEqualTo(Kind.NO_ANSWER);
      assertThat(failure)
          .hasMessage(
              "Slack: 127.0.0.1:%d ended the connection before a whole answer", server.port());
    }
  }

  @Test
  void call_resetWhileReading_isNoAnswer() throws Exception {
    Misdeed misdeed =
        socket -> {
          socket.getInputStream().read();
          RawServer.reset(socket);
        };
    assertThat(kindAfter(misdeed)).isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void call_resetAfterReading_isNoAnswer() throws Exception {
    Misdeed misdeed =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.reset(socket);
        };
    assertThat(kindAfter(misdeed)).isEqualTo(Kind.NO_ANSWER);
  }

  @Test
  void call_anotherProtocol_isBroken() throws Exception {
    try (RawServer ssh = RawServer.doing(socket -> RawServer.write(socket, "SSH-2.0-me\r\n"))) {
      CallFailedException failure = failure(ssh.port(), LIMIT);

      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure).hasMessageContaining("is not HTTP");
    }
  }

  @Test
  void call_endlessBody_isBrokenOff() throws Exception {
    String piece = "x".repeat(1 << 16);
    Misdeed misdeed =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          while (true) RawServer.write(socket, piece);
        };
    try (RawServer server = RawServer.doing(misdeed)) {
      CallFailedException failure = failure(server.port(), Duration.ofSeconds(20));

      assertThat(failure.kind()).isEqualTo(Kind.BROKEN);
      assertThat(failure).hasMessageContaining("more than 32 MiB");
    }
  }

  @Test
  void call_endlessHeaders_areBrokenOff() throws Exception {
    Misdeed misdeed =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, "HTTP/1.1 200 OK\r\n");
          while (true) RawServer.write(socket, "X-More: " + "x".repeat(1000) + "\r\n");
        };
    assertThat(kindAfter(misdeed)).isIn(Kind.BROKEN, Kind.NO_ANSWER);
  }

  @Test
  void call_slowTrickle_isOutOfTime() throws Exception {
    Misdeed misdeed =
        socket -> {
          RawServer.readRequest(socket);
          RawServer.write(socket, "HTTP/1.1 200 OK\r\n\r\n");
          for (int i = 0; i < 500; i++) {
            RawServer.write(socket, ".");
            Thread.sleep(20);
          }
        };
    try (RawServer server = RawServer.doing(misdeed)) {
      CallFailedException failure = failure(server.port(), SHORT);

      assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
      assertThat(failure).hasMessageContaining("did not answer within 500ms");
    }
  }

  @Test
  void call_silence_isOutOfTime() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      assertThat(failure(silent.getLocalPort(), SHORT).kind()).isEqualTo(Kind.OUT_OF_TIME);
    }
  }

  @Test
  void call_noTimeLeft_connectsNowhere() throws Exception {
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
      CallFailedException failure = failure(server.port(), Duration.ZERO);

      assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
      assertThat(failure).hasMessage("Slack: no time was left to call it");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void call_nameThatDoesNotResolve_isNotSent() {
    HttpUrl nowhere = Failures.secretUrl("http", "nowhere.invalid", 80);
    CallFailedException failure =
        Failures.of(() -> slack.call(new Request.Builder().url(nowhere).build(), LIMIT));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(failure).hasMessage("Slack: the name nowhere.invalid cannot be resolved");
  }

  @Test
  void call_refusedPort_isNotSent() throws Exception {
    int port = freePort();
    CallFailedException failure = failure(port, LIMIT);

    assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(failure).hasMessage("Slack: no connection to 127.0.0.1:%d", port);
  }

  @Test
  void call_connectionThatNeverComes_isNotSent() {
    OkHttpClient stalled = new OkHttpClient.Builder().socketFactory(new StalledSockets()).build();
    HttpRemote remote = HttpRemote.named("Slack", stalled);

    CallFailedException failure = Failures.of(() -> remote.call(request(80), SHORT));

    assertThat(failure.kind()).isEqualTo(Kind.NOT_SENT);
    assertThat(failure).hasMessage("Slack: no connection to 127.0.0.1:80");
  }

  @Test
  void call_firstAddressRefuses_theNextIsTaken() throws Exception {
    REMOTE.stubFor(any(anyUrl()).willReturn(aResponse().withBody("ok")));
    byte[] six = new byte[16];
    six[15] = 1;
    List<InetAddress> both =
        List.of(InetAddress.getByAddress(six), InetAddress.getLoopbackAddress());
    OkHttpClient client = new OkHttpClient.Builder().dns(host -> both).build();

    Answer answer = HttpRemote.named("Slack", client).call(request(REMOTE.getPort()), LIMIT);

    assertThat(answer.text()).isEqualTo("ok");
  }

  @Test
  void call_interruptedThread_saysSo() {
    Thread.currentThread().interrupt();
    CallFailedException failure = failure(REMOTE.getPort(), LIMIT);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.kind()).isEqualTo(Kind.OUT_OF_TIME);
    assertThat(failure).hasMessage("Slack: the call was interrupted");
  }

  /** The kind of failure after one attempt, and there is only one. */
  private Kind kindAfter(Misdeed misdeed) throws IOException {
    try (RawServer server = RawServer.doing(misdeed)) {
      Kind kind = failure(server.port(), LIMIT).kind();
      assertThat(server.connections()).isEqualTo(1);
      return kind;
    }
  }

  private CallFailedException failure(int port, Duration limit) {
    return Failures.of(() -> slack.call(request(port), limit));
  }

  private static Request request(int port) {
    return new Request.Builder().url(Failures.secretUrl("http", "127.0.0.1", port)).build();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
