package io.cvpfunctions.tagdevice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Answer;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Retries;
import io.cvpfunctions.remote.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/** Reads and sets resources of CloudVision by the REST binding (facts: C10). Thread-safe. */
final class ResourceClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final MediaType JSON = MediaType.get("application/json");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final HttpRemote http;
  private final HttpUrl base;
  private final Secret token;

  ResourceClient(HttpRemote http, HttpUrl base, Secret token) {
    this.http = http;
    this.base = base;
    this.token = token;
  }

  /** The one resource with that key, its fields as name and value in turn; it may not be there. */
  Optional<JsonNode> one(String model, Budget budget, String... key) {
    HttpUrl.Builder url = url(model);
    for (int i = 0; i < key.length; i += 2) url.addQueryParameter("key." + key[i], key[i + 1]);
    Request.Builder request = new Request.Builder().url(url.build());
    Answer answer =
        Retries.read(budget, () -> answer(request, "read " + model, Refusals::isMissing, budget));
    JsonNode body = answer.json().orElseThrow(() -> Refusals.noJson(answer));
    return Optional.of(body.path("value")).filter(JsonNode::isObject);
  }

  /** Every resource that has what the filter has. */
  List<JsonNode> all(String model, ObjectNode filter, Budget budget) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("partialEqFilter").add(filter);
    Request.Builder request = new Request.Builder().url(url(model + "/all").build()).post(of(body));
    return values(read(request, model, budget), model);
  }

  /** Makes the resource, or changes what is named of it. */
  void set(String model, ObjectNode value, Budget budget) {
    Request.Builder request = new Request.Builder().url(url(model).build()).post(of(value));
    Retries.write(budget, () -> accepted(request, "change " + model, budget));
  }

  /** Why the token is not accepted, if so: lists have been seen empty instead (facts: A4). */
  Optional<CallFailedException> tokenRefusal(Budget budget) {
    String deed = "read the API";
    Request.Builder request = new Request.Builder().url(base.resolve("/api/v1/rest/"));
    Answer answer =
        Retries.read(budget, () -> answer(request, deed, Refusals::isOfTheToken, budget));
    if (Refusals.isPage(answer)) throw Refusals.noJson(answer);
    return answer.ok() ? Optional.empty() : Optional.of(Refusals.of(answer, deed));
  }

  private Answer read(Request.Builder request, String what, Budget budget) {
    return Retries.read(budget, () -> accepted(request, "read " + what, budget));
  }

  private Answer accepted(Request.Builder request, String deed, Budget budget) {
    return answer(request, deed, answer -> false, budget);
  }

  /** An answer that is good, or one of those that say something, too. */
  private Answer answer(
      Request.Builder request, String deed, Predicate<Answer> telling, Budget budget) {
    Answer answer = call(request, budget);
    if (!answer.ok() && !telling.test(answer)) throw Refusals.of(answer, deed);
    return answer;
  }

  private Answer call(Request.Builder request, Budget budget) {
    Request complete =
        request
            .header("Authorization", "Bearer " + token.reveal())
            .header("Accept", "application/json")
            .build();
    return http.call(complete, budget.atMost(LIMIT));
  }

  private HttpUrl.Builder url(String path) {
    return base.newBuilder().encodedPath("/api/resources/").addPathSegments(path);
  }

  private static RequestBody of(ObjectNode body) {
    return RequestBody.create(body.toString().getBytes(StandardCharsets.UTF_8), JSON);
  }

  /** An object a line; an error may come after the first of them. */
  private static List<JsonNode> values(Answer answer, String model) {
    List<JsonNode> values = new ArrayList<>();
    try (MappingIterator<JsonNode> lines =
        MAPPER.readerFor(JsonNode.class).readValues(answer.body())) {
      while (lines.hasNextValue()) values.add(value(lines.nextValue(), model));
      return values;
    } catch (IOException noJson) {
      throw Refusals.noJson(answer);
    }
  }

  private static JsonNode value(JsonNode line, String model) {
    if (line.has("result")) return line.path("result").path("value");
    throw Refusals.of(line.path("error"), "read " + model);
  }

  @Override
  public void close() {
    http.close();
  }
}
