package io.cvpfunctions.lab.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cvpfunctions.lab.Caller;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SlackWorkspaceTest {
  private final SlackWorkspace slack = SlackWorkspace.start();
  private final Caller webhook =
      Caller.of(slack.webhookUrl()).with("Content-Type", "application/json");

  @AfterEach
  void close() {
    slack.close();
  }

  @Test
  void post_goodMessage_isOkAndRemembered() throws Exception {
    HttpResponse<String> answer =
        webhook.post(
            "",
            "{\"text\":\"leaf1 moved\",\"thread_ts\":\"1.2\",\"blocks\":["
                + "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"*leaf1* moved\"}}]}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    SlackMessage message = slack.awaitMessage(any -> true, Duration.ofSeconds(1)).orElseThrow();
    assertThat(message.text()).isEqualTo("leaf1 moved");
    assertThat(message.threadTs()).isEqualTo("1.2");
    assertThat(message.allText()).isEqualTo("leaf1 moved\n*leaf1* moved");
    assertThat(message.controlSequences()).isEmpty();
  }

  static Stream<Arguments> refusedMessages() {
    return Stream.of(
        Arguments.of("not json", "invalid_payload"),
        Arguments.of("[]", "invalid_payload"),
        Arguments.of("{}", "no_text"),
        Arguments.of("{\"text\":\" \"}", "no_text"),
        Arguments.of("{\"text\":\"x\",\"blocks\":{}}", "invalid_blocks_format"),
        Arguments.of(blocks(divider(51)), "invalid_blocks"),
        Arguments.of(blocks(header(151)), "invalid_blocks"),
        Arguments.of(blocks(section(3001)), "invalid_blocks"),
        Arguments.of(blocks(section(0)), "invalid_blocks"),
        Arguments.of(blocks(fields(11, 1)), "invalid_blocks"),
        Arguments.of(blocks(fields(1, 2001)), "invalid_blocks"),
        Arguments.of(blocks("{\"type\":\"section\"}"), "invalid_blocks"),
        Arguments.of(blocks("{\"type\":\"nonsense\"}"), "invalid_blocks"),
        Arguments.of(blocks(context(11)), "invalid_blocks"),
        Arguments.of(blocks(button("x".repeat(76), "v")), "invalid_blocks"),
        Arguments.of(blocks(button("x", "v".repeat(2001))), "invalid_blocks"),
        Arguments.of(blocks(sameId()), "invalid_blocks"),
        Arguments.of(
            "{\"attachments\":[{\"blocks\":[{\"type\":\"section\"}]}]}", "invalid_attachments"),
        Arguments.of("{\"attachments\":[" + repeat("{}", 101) + "]}", "too_many_attachments"));
  }

  static Stream<String> takenMessages() {
    return Stream.of(
        blocks(divider(50)),
        blocks(header(150)),
        blocks(section(3000)),
        blocks(fields(10, 2000)),
        blocks(context(10)),
        blocks(button("x".repeat(75), "v".repeat(2000))));
  }

  @ParameterizedTest
  @MethodSource("refusedMessages")
  void post_badMessage_is400WithTheWord(String body, String word) throws Exception {
    HttpResponse<String> answer = webhook.post("", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo(word);
    assertThat(slack.messages()).isEmpty();
    assertThat(slack.refusals()).hasSize(1).first().asString().startsWith(word);
  }

  @ParameterizedTest
  @MethodSource("takenMessages")
  void post_atTheLimit_isOk(String body) throws Exception {
    assertThat(webhook.post("", body).body()).isEqualTo("ok");
  }

  @Test
  void post_notAsJson_isInvalidPayload() throws Exception {
    assertThat(Caller.of(slack.webhookUrl()).post("", "{\"text\":\"x\"}").body())
        .isEqualTo("invalid_payload");
  }

  @Test
  void post_foreignTextUnescaped_isNoticed() throws Exception {
    webhook.post("", "{\"text\":\"<!channel> a&b &amp; <https://x.example|link> 1 < 2\"}");

    assertThat(slack.messages().get(0).controlSequences())
        .containsExactly("<!channel>", "&", "< 2");
  }

  @Test
  void plainText_needsNoEscaping() throws Exception {
    webhook.post(
        "",
        "{\"text\":\"x\",\"blocks\":[{\"type\":\"header\",\"text\":"
            + "{\"type\":\"plain_text\",\"text\":\"a < b & <!here>\"}}]}");

    assertThat(slack.messages().get(0).controlSequences()).isEmpty();
  }

  @Test
  void rateLimit_onceThenOk() throws Exception {
    slack.rateLimit(1, 2);
    HttpResponse<String> first = webhook.post("", "{\"text\":\"x\"}");

    assertThat(first.statusCode()).isEqualTo(429);
    assertThat(first.headers().firstValue("Retry-After")).contains("2");
    assertThat(webhook.post("", "{\"text\":\"x\"}").statusCode()).isEqualTo(200);
  }

  @Test
  void enforceRate_afterTheBurst_is429() throws Exception {
    slack.enforceRate(2);

    assertThat(List.of(status(), status(), status())).containsExactly(200, 200, 429);
  }

  private int status() throws Exception {
    return webhook.post("", "{\"text\":\"x\"}").statusCode();
  }

  @Test
  void answerNext_anyOfSlacksWords() throws Exception {
    slack.answerNext(410, "channel_is_archived");

    assertThat(webhook.post("", "{\"text\":\"x\"}").body()).isEqualTo("channel_is_archived");
    assertThat(slack.messages()).isEmpty();
  }

  @Test
  void dropAnswerOfNext_takesTheMessage_loseNextDoesNot() throws Exception {
    slack.dropAnswerOfNext();
    assertThatThrownBy(() -> webhook.post("", "{\"text\":\"a\"}")).isInstanceOf(IOException.class);
    slack.loseNext();
    assertThatThrownBy(() -> webhook.post("", "{\"text\":\"b\"}")).isInstanceOf(IOException.class);

    assertThat(slack.messages()).extracting(SlackMessage::text).contains("a").doesNotContain("b");
  }

  @Test
  void answers_neverEchoTheUrl() throws Exception {
    Caller elsewhere = Caller.of(slack.http().url());

    assertThat(elsewhere.post("/services/T1/B1/wrong", "{}").body()).doesNotContain("wrong");
    assertThat(slack.http().unexpected()).hasSize(1);
  }

  @Test
  void webApi_postAndUpdate_keepTheTs() throws Exception {
    Caller api = webApi("Bearer " + slack.botToken());
    String message = "{\"channel\":\"%s\",\"text\":\"one\"%s}";
    var posted = api.postJson("/chat.postMessage", message.formatted("#network", ""));
    String ts = posted.path("ts").asText();
    var updated =
        api.postJson(
            "/chat.update", message.formatted(slack.channelId(), ",\"ts\":\"" + ts + "\""));

    assertThat(posted.path("ok").asBoolean()).isTrue();
    assertThat(posted.path("ts").isTextual()).isTrue();
    assertThat(updated.path("ts").asText()).isEqualTo(ts);
    assertThat(
            api.postJson("/chat.update", message.formatted("#network", "")).path("error").asText())
        .isEqualTo("channel_not_found");
    assertThat(
            api.postJson("/chat.postMessage", message.formatted("#other", ""))
                .path("error")
                .asText())
        .isEqualTo("channel_not_found");
    assertThat(api.postJson("/auth.test", "").path("ok").asBoolean()).isTrue();
  }

  @Test
  void webApi_tokenInTheBody_isNotAuthed() throws Exception {
    assertThat(
            Caller.of(slack.apiUrl())
                .with("Content-Type", "application/json")
                .postJson("/auth.test", "{\"token\":\"" + slack.botToken() + "\"}")
                .path("error")
                .asText())
        .isEqualTo("not_authed");
    assertThat(webApi("Bearer other").postJson("/auth.test", "{}").path("error").asText())
        .isEqualTo("invalid_auth");
  }

  @Test
  void update_keepsWhatIsNotSent() throws Exception {
    Caller api = webApi("Bearer " + slack.botToken());
    String ts = posted(api, "\"blocks\":[" + header(5) + "],\"attachments\":[{}]");

    api.postJson("/chat.update", target(ts, "\"text\":\"new\",\"attachments\":[]"));

    SlackMessage now = slack.current(ts).orElseThrow();
    assertThat(now.text()).isEqualTo("new");
    assertThat(now.blocks()).hasSize(1);
    assertThat(now.body().path("attachments")).isEmpty();
  }

  @Test
  void deletedMessage_canNeitherBeUpdatedNorAnswered() throws Exception {
    Caller api = webApi("Bearer " + slack.botToken());
    String ts = posted(api, "\"blocks\":[]");
    slack.delete(ts);

    assertThat(error(api, "/chat.update", target(ts, "\"text\":\"x\"")))
        .isEqualTo("message_not_found");
    assertThat(
            error(
                api,
                "/chat.postMessage",
                "{\"channel\":\"#network\",\"text\":\"x\",\"thread_ts\":\"" + ts + "\"}"))
        .isEqualTo("thread_not_found");
  }

  @Test
  void file_isThereAfterAllThreeSteps() throws Exception {
    Caller form =
        Caller.of(slack.apiUrl())
            .with(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Bearer " + slack.botToken());
    var place = form.postJson("/files.getUploadURLExternal", "filename=a%20b.html&length=2");
    Caller.of(place.path("upload_url").asText()).post("", "hi");
    assertThat(slack.files()).isEmpty();
    Caller api = webApi("Bearer " + slack.botToken());
    String complete = "{\"files\":[{\"id\":\"%s\"}],\"channel_id\":\"%s\"}";

    api.postJson(
        "/files.completeUploadExternal",
        complete.formatted(place.path("file_id").asText(), slack.channelId()));

    assertThat(slack.files())
        .containsExactly(new SlackFile("a b.html", "a b.html", "hi", slack.channelId(), ""));
    assertThat(
            error(
                api, "/files.completeUploadExternal", complete.formatted("F1", slack.channelId())))
        .isEqualTo("file_not_found");
  }

  @Test
  void lackedScope_isNamed() throws Exception {
    slack.lackScope("chat:write");

    var answer =
        webApi("Bearer " + slack.botToken())
            .postJson("/chat.postMessage", "{\"channel\":\"#network\",\"text\":\"x\"}");

    assertThat(answer.path("error").asText()).isEqualTo("missing_scope");
    assertThat(answer.path("needed").asText()).isEqualTo("chat:write");
  }

  @Test
  void refuseNext_isForOneCallOfThatMethod() throws Exception {
    Caller api = webApi("Bearer " + slack.botToken());
    slack.refuseNext("chat.postMessage", "not_in_channel");
    String message = "{\"channel\":\"#network\",\"text\":\"x\"}";

    assertThat(error(api, "/auth.test", "{}")).isEmpty();
    assertThat(error(api, "/chat.postMessage", message)).isEqualTo("not_in_channel");
    assertThat(error(api, "/chat.postMessage", message)).isEmpty();
  }

  @Test
  void otherChannelsAndWebhooks_areTheirOwn() throws Exception {
    String noc = slack.addChannel("#noc");
    Caller api = webApi("Bearer " + slack.botToken());

    api.postJson("/chat.postMessage", "{\"channel\":\"#noc\",\"text\":\"x\"}");
    Caller.of(slack.webhookUrl("#ops"))
        .with("Content-Type", "application/json")
        .post("", "{\"text\":\"y\"}");

    assertThat(slack.messages()).extracting(SlackMessage::channel).containsExactly(noc, "#ops");
  }

  private String posted(Caller api, String more) throws Exception {
    String message = "{\"channel\":\"#network\",\"text\":\"old\"," + more + "}";
    return api.postJson("/chat.postMessage", message).path("ts").asText();
  }

  private String target(String ts, String more) {
    return "{\"channel\":\"" + slack.channelId() + "\",\"ts\":\"" + ts + "\"," + more + "}";
  }

  private static String error(Caller api, String method, String body) throws Exception {
    return api.postJson(method, body).path("error").asText();
  }

  private Caller webApi(String authorization) {
    return Caller.of(slack.apiUrl())
        .with("Content-Type", "application/json; charset=utf-8", "Authorization", authorization);
  }

  private static String blocks(String blocks) {
    return "{\"text\":\"x\",\"blocks\":[" + blocks + "]}";
  }

  private static String repeat(String element, int times) {
    return String.join(",", Collections.nCopies(times, element));
  }

  private static String divider(int times) {
    return repeat("{\"type\":\"divider\"}", times);
  }

  private static String text(String type, int length) {
    return "{\"type\":\"%s\",\"text\":\"%s\"}".formatted(type, "x".repeat(length));
  }

  private static String header(int length) {
    return "{\"type\":\"header\",\"text\":%s}".formatted(text("plain_text", length));
  }

  private static String section(int length) {
    return "{\"type\":\"section\",\"text\":%s}".formatted(text("mrkdwn", length));
  }

  private static String fields(int count, int length) {
    return "{\"type\":\"section\",\"fields\":[%s]}"
        .formatted(repeat(text("mrkdwn", length), count));
  }

  private static String context(int count) {
    return "{\"type\":\"context\",\"elements\":[%s]}".formatted(repeat(text("mrkdwn", 1), count));
  }

  private static String button(String label, String value) {
    return ("{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"value\":\"%s\","
            + "\"text\":{\"type\":\"plain_text\",\"text\":\"%s\"}}]}")
        .formatted(value, label);
  }

  private static String sameId() {
    return repeat("{\"type\":\"divider\",\"block_id\":\"one\"}", 2);
  }
}
