package io.cvpfunctions.slack.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import io.cvpfunctions.slack.message.SlackMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;

/** What a bot token allows beyond posting: answering, changing, attaching. Thread-safe. */
public final class Bot {
  private static final String POST = "chat.postMessage";
  private static final String UPDATE = "chat.update";

  private final WebApi api;
  private final Poster poster;

  /** A bot that keeps the poster's pace. */
  public Bot(WebApi api, Poster poster) {
    this.api = api;
    this.poster = poster;
  }

  /** Whose token it is. */
  String check(Budget budget) {
    SlackAnswer answer = api.call("auth.test", JsonNodeFactory.instance.objectNode(), budget);
    answer.check();
    JsonNode who = answer.json();
    return "the token is that of " + who.path("user").asText() + " in " + who.path("team").asText();
  }

  /** Posts to a channel, by its id or {@code #name}; says where it can be answered. */
  public Optional<SlackThread> post(String channel, SlackMessage message, Budget budget) {
    SlackAnswer answer = post(channel, Optional.empty(), message, budget);
    answer.check();
    Optional<SlackThread> where = thread(answer.json());
    where.ifPresent(posted -> poster.join(channel, posted.channel()));
    return where;
  }

  /** Answers in a thread; false where it is gone, or its channel closed to the bot. */
  public boolean reply(SlackThread thread, SlackMessage message, Budget budget) {
    return !post(thread.channel(), Optional.of(thread), message, budget).targetIsGone();
  }

  private SlackAnswer post(
      String channel, Optional<SlackThread> thread, SlackMessage message, Budget budget) {
    ObjectNode whole = message.toJson().put("channel", channel);
    ObjectNode plain = message.toPlainJson().put("channel", channel);
    thread.ifPresent(parent -> whole.put("thread_ts", parent.ts()));
    thread.ifPresent(parent -> plain.put("thread_ts", parent.ts()));
    return poster.send(channel, whole, plain, json -> api.call(POST, json, budget), budget);
  }

  /**
   * Puts another message in the place of the thread's first; false where it cannot be reached.
   * Slack keeps the blocks of before unless it is told that there are none.
   */
  public boolean replace(SlackThread thread, SlackMessage message, Budget budget) {
    ObjectNode plain = message.toPlainJson();
    plain.putArray("blocks");
    plain.putArray("attachments");
    return update(thread, message.toJson(), plain, budget);
  }

  /** Changes only what is beside the first message's bar; false where it cannot be reached. */
  public boolean replaceBar(SlackThread thread, SlackMessage message, Budget budget) {
    ObjectNode plain = JsonNodeFactory.instance.objectNode().put("text", message.text());
    return update(thread, message.barToJson(), plain, budget);
  }

  private boolean update(SlackThread thread, ObjectNode whole, ObjectNode plain, Budget budget) {
    whole.put("channel", thread.channel()).put("ts", thread.ts());
    plain.put("channel", thread.channel()).put("ts", thread.ts());
    SlackAnswer answer =
        poster.send(UPDATE, whole, plain, json -> api.call(UPDATE, json, budget), budget);
    return !answer.targetIsGone();
  }

  /** Attaches a file to a thread, in Slack's three steps. */
  public void attach(SlackThread thread, String name, String content, Budget budget) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    FormBody asked =
        new FormBody.Builder()
            .add("filename", name)
            .add("length", Integer.toString(bytes.length))
            .build();
    SlackAnswer place = api.call("files.getUploadURLExternal", asked, budget);
    place.check();
    upload(place.json().path("upload_url").asText(), bytes, budget);
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("channel_id", thread.channel()).put("thread_ts", thread.ts());
    ObjectNode file = whole.putArray("files").addObject();
    file.put("id", place.json().path("file_id").asText()).put("title", name);
    api.call("files.completeUploadExternal", whole, budget).check();
  }

  private void upload(String address, byte[] bytes, Budget budget) {
    HttpUrl url = HttpUrl.parse(address);
    if (url == null || !api.trusts(url)) {
      throw CallFailedException.of("Slack", Kind.BROKEN, "gave no address for a file");
    }
    if (api.upload(url, bytes, budget).status() != 200) {
      throw CallFailedException.of("Slack", Kind.BROKEN, "did not take a file");
    }
  }

  private static Optional<SlackThread> thread(JsonNode posted) {
    return SlackThread.parse(posted.path("channel").asText() + ":" + posted.path("ts").asText());
  }
}
