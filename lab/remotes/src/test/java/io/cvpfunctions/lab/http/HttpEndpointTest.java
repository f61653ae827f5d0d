package io.cvpfunctions.lab.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpEndpointTest {
  private final Routes routes =
      new Routes()
          .get("/hello", request -> Reply.text(200, "hello " + request.query().get("to")))
          .post("/echo", request -> Reply.text(200, request.body()));
  private final HttpEndpoint endpoint = HttpEndpoint.start(Listen.anywhere(), routes);
  private final Caller caller = Caller.of(endpoint.url());

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void get_query_isDecoded() throws Exception {
    assertThat(caller.get("/hello?to=a%20b&to=c").body()).isEqualTo("hello a b");
  }

  @Test
  void requests_ofOneClient_shareAConnection() throws Exception {
    for (int i = 0; i < 3; i++) {
      caller.post("/echo", "ü" + i);
    }

    assertThat(endpoint.requests()).extracting(RecordedRequest::body).contains("ü0", "ü1", "ü2");
    assertThat(endpoint.connections()).isEqualTo(1);
  }

  @Test
  void post_inChunks_isPutTogether() throws Exception {
    byte[] body = "x".repeat(100_000).getBytes(US_ASCII);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + "/echo"))
            .POST(BodyPublishers.ofByteArrays(List.of(body, body)))
            .build();

    String echo = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

    assertThat(echo).hasSize(200_000);
  }

  @Test
  void post_expectingContinue_isAnswered() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(endpoint.url() + "/echo"))
            .expectContinue(true)
            .POST(BodyPublishers.ofString("after 100"))
            .build();

    assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body())
        .isEqualTo("after 100");
  }

  @Test
  void unknownPath_is404AndRemembered() throws Exception {
    assertThat(caller.get("/nowhere").statusCode()).isEqualTo(404);
    assertThat(caller.get("/echo").statusCode()).isEqualTo(405);

    assertThat(endpoint.unexpected())
        .extracting(RecordedRequest::toString)
        .containsExactly("GET /nowhere", "GET /echo");
  }

  @Test
  void responder_thatBreaks_is500AndRemembered() throws Exception {
    routes.get(
        "/broken",
        request -> {
          throw new IllegalStateException("a bug of ours");
        });

    assertThat(caller.get("/broken").statusCode()).isEqualTo(500);
    assertThat(endpoint.unexpected()).hasSize(1);
  }

  @Test
  void nonsense_closesTheConnection() throws Exception {
    try (Socket socket = new Socket(endpoint.host(), endpoint.port())) {
      socket.setSoTimeout(5_000);
      String nonsense = "POST /echo HTTP/1.1\r\nContent-Length: many\r\n\r\n";
      socket.getOutputStream().write(nonsense.getBytes(US_ASCII));

      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(endpoint.requests()).isEmpty();
  }

  @Test
  void head_hasNoBody() throws Exception {
    routes.on("HEAD", "/hello", request -> Reply.text(200, "body"));

    assertThat(caller.send("HEAD", "/hello", "").body()).isEmpty();
    assertThat(caller.get("/hello?to=x").body()).isEqualTo("hello x");
  }

  @Test
  void down_refuses_andUpListensOnTheSamePort() throws Exception {
    int port = endpoint.port();
    caller.get("/hello");

    endpoint.down();
    assertThatThrownBy(() -> caller.get("/hello")).isInstanceOf(ConnectException.class);
    endpoint.up();

    assertThat(endpoint.port()).isEqualTo(port);
    assertThat(caller.get("/hello").statusCode()).isEqualTo(200);
  }

  @Test
  void up_whileAnotherSocketHasThePort_waitsForIt() throws Exception {
    endpoint.down();
    CompletableFuture<Void> up;
    try (ServerSocket other = new ServerSocket()) {
      var address = new InetSocketAddress(endpoint.host(), endpoint.port());
      await().ignoreException(BindException.class).until(() -> isBound(other, address));
      up = CompletableFuture.runAsync(endpoint::up);
      assertThatThrownBy(() -> up.get(100, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
    }

    up.get(30, TimeUnit.SECONDS);
    assertThat(caller.get("/hello").statusCode()).isEqualTo(200);
  }

  private static boolean isBound(ServerSocket socket, InetSocketAddress address)
      throws IOException {
    socket.bind(address);
    return true;
  }

  @Test
  void failNext_resets_actOnTheRequestOnlyWhereSaid() throws Exception {
    endpoint.failNext(Fault.resetBeforeReading());
    assertThatThrownBy(() -> caller.post("/echo", "1")).isInstanceOf(IOException.class);
    endpoint.failNext(Fault.resetAfterReading());
    assertThatThrownBy(() -> caller.post("/echo", "2")).isInstanceOf(IOException.class);
    endpoint.failNext(Fault.resetAfterHandling());
    assertThatThrownBy(() -> caller.post("/nowhere", "3")).isInstanceOf(IOException.class);

    assertThat(caller.post("/echo", "4").body()).isEqualTo("4");
    assertThat(endpoint.requests()).extracting(RecordedRequest::body).contains("", "2", "3", "4");
    assertThat(endpoint.unexpected()).extracting(RecordedRequest::body).contains("3");
  }

  @Test
  void truncatedBody_endsEarly() {
    endpoint.fail(Fault.truncatedBody());

    assertThatThrownBy(() -> caller.post("/echo", "a whole body"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("fixed content-length");
  }

  @Test
  void endlessAnswer_neverEnds() throws Exception {
    endpoint.failNext(Fault.endlessAnswer());

    try (Socket socket = ask()) {
      assertThat(socket.getInputStream().readNBytes(5_000_000)).hasSize(5_000_000);
    }
  }

  @Test
  void trickle_comesByteByByte() throws Exception {
    endpoint.failNext(Fault.trickle());

    try (Socket socket = ask()) {
      InputStream in = socket.getInputStream();
      byte[] head = in.readNBytes(90);
      assertThat(new String(head, StandardCharsets.US_ASCII)).contains("200 OK", "chunked");
      assertThat(in.readNBytes(6 * 3)).hasSize(18);
    }
  }

  private Socket ask() throws IOException {
    Socket socket = new Socket(endpoint.host(), endpoint.port());
    socket.setSoTimeout(5_000);
    socket.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }

  @Test
  void delay_answersLate() throws Exception {
    endpoint.failNext(Fault.delay(Duration.ofMillis(200)));
    long before = System.nanoTime();

    assertThat(caller.get("/hello?to=x").body()).isEqualTo("hello x");

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(199));
  }

  @Test
  void failOn_holdsForItsPathsUntilHealed() throws Exception {
    endpoint.failOn("/hel", Fault.html502());

    assertThat(caller.get("/hello").statusCode()).isEqualTo(502);
    assertThat(caller.get("/hello").body()).startsWith("<html>");
    assertThat(caller.post("/echo", "x").statusCode()).isEqualTo(200);
    endpoint.heal();
    assertThat(caller.get("/hello").statusCode()).isEqualTo(200);
  }

  @Test
  void faultyServer_answersEveryPathWithItsFault() throws Exception {
    try (FaultyServer server = FaultyServer.that(Fault.redirectTo("http://elsewhere.invalid/"))) {
      Caller any = Caller.of(server.url());
      assertThat(any.get("/a").headers().firstValue("Location"))
          .hasValueSatisfying(location -> assertThat(location).contains("elsewhere"));
      server.now(Fault.emptyBody());
      assertThat(any.post("/b", "{}").body()).isEmpty();
      server.http().heal();
      assertThat(any.post("/c", "{}").body()).contains("done");
    }
  }

  @Test
  void mostAtOnce_countsRequestsInFlight() throws Exception {
    try (HttpEndpoint slow = HttpEndpoint.start(Listen.anywhere(), this::meet)) {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      Callable<Object> call = () -> Caller.of(slow.url()).get("/");
      threads.invokeAll(List.of(call, call));
      threads.shutdown();

      assertThat(slow.mostAtOnce()).isEqualTo(2);
    }
  }

  private final CyclicBarrier barrier = new CyclicBarrier(2);

  private Reply meet(RecordedRequest request) {
    try {
      barrier.await(5, TimeUnit.SECONDS);
      return Reply.empty(200);
    } catch (Exception alone) {
      return Reply.empty(500);
    }
  }

  @Test
  void tls_trustedByItsAuthorityOnly() throws Exception {
    TlsIdentity identity = TlsAuthority.named("test CA").issue("127.0.0.1", "localhost");
    try (HttpEndpoint secure = HttpEndpoint.start(Listen.anywhere().tls(identity), routes)) {
      assertThat(Caller.of(secure.url(), identity.clientContext()).get("/hello?to=x").body())
          .isEqualTo("hello x");
      assertThatThrownBy(() -> Caller.of(secure.url()).get("/hello"))
          .isInstanceOf(SSLHandshakeException.class);
      assertThat(identity.sha256()).matches("[0-9a-f]{64}");
      assertThat(identity.caPem()).startsWith("-----BEGIN CERTIFICATE-----");
    }
  }
}
