package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.cvpfunctions.lab.http.HttpEndpoint;
import io.cvpfunctions.lab.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requests as golden files hold them. */
public final class Wire {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Wire() {}

  /** All requests so far are those of the file; {@code -Dgolden.write=true} writes it. */
  public static void isAsIn(String file, HttpEndpoint server) throws IOException {
    StringBuilder wire = new StringBuilder();
    for (RecordedRequest each : server.requests()) wire.append(written(each));
    Path golden = Path.of("src/lab-test/resources/golden", file);
    if (Boolean.getBoolean("golden.write")) Files.writeString(golden, wire);
    assertThat(wire.toString()).isEqualTo(Files.readString(golden));
  }

  private static String written(RecordedRequest request) throws IOException {
    String query = request.queryString().isEmpty() ? "" : "?" + request.queryString();
    String match = request.header("if-match").map(tag -> "If-Match: " + tag + "\n").orElse("");
    return request.method() + " " + request.path() + query + "\n" + match + body(request) + "\n";
  }

  private static String body(RecordedRequest request) throws IOException {
    if (request.body().isEmpty()) return "";
    boolean json = request.header("content-type").orElse("").startsWith("application/json");
    return (json ? JSON.writeValueAsString(JSON.readTree(request.body())) : request.body()) + "\n";
  }
}
