package io.cvpfunctions.tagdevice;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts as golden files hold them. */
final class Golden {
  private Golden() {}

  /** The text is that of the file; {@code -Dgolden.write=true} writes it. */
  static void isAsIn(String file, String text) throws IOException {
    Path golden = Path.of("src/lab-test/resources/golden", file);
    if (Boolean.getBoolean("golden.write")) Files.writeString(golden, text);
    assertThat(text).isEqualTo(Files.readString(golden));
  }

  /** Requests in their order; those that are asked over and over, once. */
  static String wire(List<RecordedRequest> requests) throws IOException {
    Set<String> wire = new LinkedHashSet<>();
    for (RecordedRequest each : requests) wire.add(written(each));
    return String.join("\n", wire);
  }

  private static String written(RecordedRequest request) throws IOException {
    String query = request.queryString().replaceFirst("buildId=.*", "buildId=BUILD");
    String line = request.method() + " " + request.path() + (query.isEmpty() ? "" : "?" + query);
    if (request.body().isEmpty()) return line + "\n";
    String body = RunningFunction.JSON.readTree(request.body()).toPrettyString();
    return line + "\n" + body + "\n";
  }
}
