package io.cvpfunctions.lab.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.http.RecordedRequest;
import io.cvpfunctions.lab.http.Recording;
import io.cvpfunctions.lab.http.Reply;
import io.cvpfunctions.lab.http.Routes;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Slack's three steps to attach a file; without the last it is dropped. */
final class Files {
  private static final String SCOPE = "files:write";
  private static final String UPLOAD = "/upload/v1/";

  /** A file that is on its way. */
  private record Upload(String name, int length, String content) {}

  private final WebApi api;
  private final Recording<SlackFile> files = new Recording<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  Files(WebApi api) {
    this.api = api;
  }

  /** The address of the second step is below {@code base}. */
  void addTo(Routes routes, Supplier<String> base) {
    routes.post(
        "/api/files.getUploadURLExternal",
        request -> api.answer(request, SCOPE, () -> begin(request, routes, base.get())));
    routes.post(
        "/api/files.completeUploadExternal",
        request -> api.answer(request, SCOPE, () -> complete(WebApi.parse(request))));
  }

  private ObjectNode begin(RecordedRequest request, Routes routes, String base) throws Refused {
    String name = field(request, "filename");
    String length = field(request, "length");
    if (name.isEmpty() || !length.matches("[1-9]\\d*")) {
      throw new Refused("invalid_arguments");
    }
    String id = "F%010d".formatted(count.incrementAndGet());
    uploads.put(id, new Upload(name, Integer.parseInt(length), ""));
    routes.post(UPLOAD + id, upload -> take(id, upload));
    return WebApi.ok().put("upload_url", base + UPLOAD + id).put("file_id", id);
  }

  private static String field(RecordedRequest request, String name) {
    for (String pair : request.body().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  private Reply take(String id, RecordedRequest request) {
    Upload upload = uploads.get(id);
    int length = request.body().getBytes(StandardCharsets.UTF_8).length;
    if (upload.length() != length) {
      return Reply.text(400, "length is not what was said");
    }
    uploads.put(id, new Upload(upload.name(), length, request.body()));
    return Reply.text(200, "OK - " + length);
  }

  private ObjectNode complete(JsonNode asked) throws Refused {
    String channel = asked.path("channel_id").asText();
    api.requireChannel(channel);
    api.requireThread(channel, asked);
    for (JsonNode file : asked.path("files")) {
      Upload upload = uploads.remove(file.path("id").asText());
      if (upload == null || upload.content().isEmpty()) {
        throw new Refused("file_not_found");
      }
      String thread = asked.path("thread_ts").asText("");
      String title = file.path("title").asText(upload.name());
      files.add(new SlackFile(upload.name(), title, upload.content(), channel, thread));
    }
    ObjectNode answer = WebApi.ok();
    answer.set("files", asked.path("files"));
    return answer;
  }

  Recording<SlackFile> files() {
    return files;
  }
}
