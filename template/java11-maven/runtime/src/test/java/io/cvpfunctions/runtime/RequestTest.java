package io.cvpfunctions.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a handler is given, byte for byte as it was sent. */
class RequestTest {
  private final AtomicReference<RawRequest> seen = new AtomicReference<>();
  private RunningServer running;

  @BeforeEach
  void start() throws StartException {
    running = RunningServer.serving(this::remember);
  }

  private IResponse remember(IRequest request) {
    seen.set((RawRequest) request);
    return new Response();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PURGE"})
  void body_ofEveryMethod_arrives(String method) throws Exception {
    running.send(running.to("/").method(method, BodyPublishers.ofString("grüße")));
    assertThat(seen.get().getMethod()).isEqualTo(method);
    assertThat(seen.get().getBody()).isEqualTo("grüße");
  }

  @Test
  void body_none_isEmpty() throws Exception {
    running.get("/");
    assertThat(seen.get().getBody()).isEmpty();
    assertThat(seen.get().getBodyBytes()).isEmpty();
  }

  @Test
  void bodyBytes_binary_areUntouched() throws Exception {
    byte[] sent = new byte[100_000];
    new Random(1).nextBytes(sent);
    running.send(running.to("/").POST(BodyPublishers.ofByteArray(sent)));
    assertThat(seen.get().getBodyBytes()).isEqualTo(sent);
  }

  @Test
  void body_charsetInContentType_isDecodedByIt() throws Exception {
    byte[] sent = "grüße".getBytes(ISO_8859_1);
    running.send(
        running
            .to("/")
            .header("Content-Type", "text/plain; Charset=\"iso-8859-1\"")
            .POST(BodyPublishers.ofByteArray(sent)));
    assertThat(seen.get().getBody()).isEqualTo("grüße");
  }

  @Test
  void body_charsetNobodyKnows_isUtf8() throws Exception {
    running.send(
        running
            .to("/")
            .header("Content-Type", "text/plain; charset=klingon")
            .POST(BodyPublishers.ofString("grüße")));
    assertThat(seen.get().getBody()).isEqualTo("grüße");
  }

  @Test
  void body_chunked_isPutTogether() throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send("3\r\nabc\r\n").send("4;x=y\r\ndefg\r\n0\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(seen.get().getBody()).isEqualTo("abcdefg");
  }

  @Test
  void body_expectContinue_isAskedFor() throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 100 ");
      wire.send("abc");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(seen.get().getBody()).isEqualTo("abc");
  }

  @Test
  void body_thatEndsEarly_neverReachesTheHandler() throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc");
      wire.endOfRequest();
      assertThat(wire.rest()).startsWith("HTTP/1.1 400 ").contains("ended early");
    }
    assertThat(seen.get()).isNull();
  }

  @Test
  void body_chunksThatAreNone_neverReachTheHandler() throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n");
      wire.endOfRequest();
      assertThat(wire.rest()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(seen.get()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7fffffffffff", "ffffffff", "80000000", ""})
  void body_chunkOfImpossibleSize_is400AndTheConnectionEnds(String size) throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      wire.send("1\r\na\r\n" + size + "\r\nabc\r\n");
      assertThat(wire.rest()).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }
    assertThat(seen.get()).isNull();
  }

  @Test
  void headers_asManyAsFitIn300KiB_arrive() throws Exception {
    try (Wire wire = running.wire()) {
      StringBuilder headers = new StringBuilder();
      for (int i = 0; i < 5000; i++) headers.append("H").append(i).append(": v\r\n");
      wire.send("GET / HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 200 ");
    }
    assertThat(seen.get().getHeader("h4999")).isEqualTo("v");
  }

  /** By the JDK's server, before anything of ours sees it. */
  @ParameterizedTest
  @ValueSource(strings = {"/?a=b|c", "/{id}", "/?q=\"x\"", "/%zz"})
  void url_thatIsNone_is400(String url) throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("GET " + url + " HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(wire.head()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(seen.get()).isNull();
  }

  @Test
  void header_anyCase_isFound() throws Exception {
    running.send(running.to("/").header("X-Call-Id", "17"));
    for (String name : new String[] {"X-Call-Id", "x-call-id", "X-CALL-ID"}) {
      assertThat(seen.get().getHeader(name)).isEqualTo("17");
      assertThat(seen.get().getHeaders()).containsEntry(name, "17");
      assertThat(seen.get().getHeaderValues(name)).containsExactly("17");
    }
  }

  @Test
  void header_repeated_isJoinedAndListed() throws Exception {
    try (Wire wire = running.wire()) {
      wire.send("GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\na: 2\r\nB: 3, 4\r\n\r\n");
      wire.head();
    }
    assertThat(seen.get().getHeader("A")).isEqualTo("1, 2");
    assertThat(seen.get().getHeaders()).containsEntry("a", "1, 2");
    assertThat(seen.get().getHeaderValues("a")).containsExactly("1", "2");
    assertThat(seen.get().getHeaderValues("b")).containsExactly("3, 4");
  }

  @Test
  void header_absent_isNullAndEmpty() throws Exception {
    running.get("/");
    assertThat(seen.get().getHeader("Nobody")).isNull();
    assertThat(seen.get().getHeader(null)).isNull();
    assertThat(seen.get().getHeaderValues("Nobody")).isEmpty();
  }

  @Test
  void url_everyPart_isRawAndDecoded() throws Exception {
    running.get("/device/leaf%201/x?name=a%3Db=c&name=d&flag");
    assertThat(seen.get().getPathRaw()).isEqualTo("/device/leaf%201/x");
    assertThat(seen.get().getPath()).containsEntry("device", "leaf 1").containsEntry("x", "");
    assertThat(seen.get().getQueryRaw()).isEqualTo("name=a%3Db=c&name=d&flag");
    assertThat(seen.get().getQuery()).containsEntry("name", "d").containsEntry("flag", null);
  }

  @Test
  void query_none_isNullAndEmpty() throws Exception {
    running.get("/");
    assertThat(seen.get().getQueryRaw()).isNull();
    assertThat(seen.get().getQuery()).isEmpty();
  }
}
