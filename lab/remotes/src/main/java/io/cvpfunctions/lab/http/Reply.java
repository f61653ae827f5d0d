package io.cvpfunctions.lab.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a stand-in answers. {@code unexpected} marks a request no client of ours should send. */
public record Reply(int status, List<Header> headers, String body, boolean unexpected) {
  /** One header line; a name may come several times. */
  public record Header(String name, String value) {}

  public static Reply of(int status, String contentType, String body) {
    return new Reply(status, List.of(), body, false).with("Content-Type", contentType);
  }

  public static Reply json(int status, JsonNode body) {
    return of(status, "application/json", body.toString());
  }

  public static Reply json(JsonNode body) {
    return json(200, body);
  }

  public static Reply text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  /** A page such as nginx and Tomcat show where a client expected JSON. */
  public static Reply html(int status, String title) {
    String page = "<html><head><title>%s</title></head><body><h1>%s</h1><hr>nginx</body></html>\n";
    return of(status, "text/html", page.formatted(title, title));
  }

  public static Reply empty(int status) {
    return new Reply(status, List.of(), "", false);
  }

  public Reply with(String name, String value) {
    List<Header> more = new ArrayList<>(headers);
    more.add(new Header(name, value));
    return new Reply(status, List.copyOf(more), body, unexpected);
  }

  /** The same answer, remembered among {@link HttpEndpoint#unexpected}. */
  public Reply asUnexpected() {
    return new Reply(status, headers, body, true);
  }
}
