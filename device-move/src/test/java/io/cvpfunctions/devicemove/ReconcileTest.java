package io.cvpfunctions.devicemove;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.function.Received;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a whole inventory is compared with, page by page. */
class ReconcileTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");

  private final Answers function =
      Answers.with(Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite::memory:", "max_body", "4MiB"));

  @AfterEach
  void close() {
    function.close();
  }

  @Test
  void reconcile_withoutApply_saysWhatDiffersAndWritesNothing() {
    JsonNode looked = result(page("r", 1, 1, false, 0, 3));
    JsonNode again = result(page("r", 1, 1, false, 0, 3));

    assertThat(looked.path("created").asInt()).isEqualTo(3);
    assertThat(looked.path("differs")).hasSize(3);
    assertThat(looked.at("/differs/0/changes")).isNotEmpty();
    assertThat(again).isEqualTo(looked);
  }

  @Test
  void reconcile_withApply_makesItSoAndThenNothingDiffers() {
    assertThat(result(page("r1", 1, 1, true, 0, 3)).path("created").asInt()).isEqualTo(3);

    JsonNode again = result(page("r2", 1, 1, true, 0, 3));
    assertThat(again.path("unchanged").asInt()).isEqualTo(3);
    assertThat(again.path("differs")).isEmpty();
  }

  @Test
  void reconcile_newerMoveThanThePageKnows_stays() {
    ObjectNode moved = page("r", 1, 1, true, 0, 1);
    ((ObjectNode) moved.at("/devices/0")).put("since", "2026-05-05T00:00:00Z");
    ((ObjectNode) moved.at("/devices/0/container")).put("name", "Newer");
    result(moved);

    assertThat(result(page("r2", 1, 1, true, 0, 1)).path("updated").asInt()).isZero();
  }

  @Test
  void reconcile_lastPageOfAWholeRun_callsTheOthersGone() {
    result(page("r1", 1, 1, true, 0, 6));

    result(page("r2", 1, 2, true, 0, 2));
    JsonNode last = result(page("r2", 2, 2, true, 2, 4));

    assertThat(last.path("removed")).extracting(JsonNode::asText).containsExactly("S4", "S5");
    JsonNode after = result(page("r3", 1, 1, false, 0, 6));
    assertThat(after.path("updated").asInt()).as(after.toString()).isZero();
  }

  @Test
  void reconcile_lastPageWithoutTheOthers_callsNobodyGone() {
    result(page("r1", 1, 1, true, 0, 6));

    JsonNode last = result(page("r2", 2, 2, true, 2, 4));

    assertThat(last.path("removals").asText()).contains("pages [1]");
    assertThat(last.has("removed")).isFalse();
  }

  @Test
  void reconcile_pageThatIsNotTheLast_callsNobodyGone() {
    result(page("r1", 1, 1, true, 0, 6));

    assertThat(result(page("r2", 1, 2, true, 0, 2)).has("removed")).isFalse();
  }

  @Test
  void reconcile_veryManyGone_isHeldBackUntilItIsMeant() {
    result(page("r1", 1, 1, true, 0, 100));

    JsonNode held = result(page("r2", 1, 1, true, 0, 50));
    assertThat(held.path("removals").asText()).contains("50 of 100").contains("removeMany");

    JsonNode meant = result(page("r3", 1, 1, true, 0, 50).put("removeMany", true));
    assertThat(meant.path("removed")).hasSize(50);
  }

  @Test
  void reconcile_deviceThatIsRefused_doesNotHinderTheOthers() {
    result(page("r1", 1, 1, true, 0, 1));
    ObjectNode twin = page("r2", 1, 2, true, 1, 3);
    ((ObjectNode) twin.at("/devices/0/device")).put("hostname", "leaf0");

    JsonNode answer = result(twin);

    assertThat(answer.path("refused").asInt()).isEqualTo(1);
    assertThat(answer.path("created").asInt()).isEqualTo(1);
    assertThat(answer.path("differs").findValuesAsText("error"))
        .singleElement()
        .asString()
        .contains("S0");
  }

  @Test
  void reconcile_removalThatIsRefused_isCounted() {
    FakeCmdb cmdb = new FakeCmdb();
    cmdb.placed.add(CmdbRecord.of("1", Map.of(Field.SERIAL, "A", Field.CONTAINER, "DC1-Leaf")));
    cmdb.placed.add(CmdbRecord.of("2", Map.of(Field.SERIAL, "B", Field.CONTAINER, "DC1-Leaf")));
    cmdb.fails.put("B", Kind.REJECTED);

    ObjectNode answer = run(cmdb, page("r", 1, 1, true, 0, 0));

    assertThat(answer.path("removed")).hasSize(2);
    assertThat(answer.path("updated").asInt()).isEqualTo(1);
    assertThat(answer.path("refused").asInt()).isEqualTo(1);
    assertThat(answer.at("/differs/1/error").asText()).contains("told to fail");
  }

  @Test
  void reconcile_withoutTimeForIt_beginsNothingAndSaysWhatRemains() {
    FakeCmdb cmdb = new FakeCmdb();

    ObjectNode answer = run(cmdb, page("r", 1, 1, true, 0, 3), Duration.ofSeconds(2));

    assertThat(answer.path("remaining").asInt()).isEqualTo(3);
    assertThat(answer.path("note").asText()).contains("send the same page again");
    assertThat(answer.has("removed")).isFalse();
    assertThat(cmdb.log).isEmpty();
  }

  @Test
  void reconcile_timeThatEndsOnTheWay_goesOnWithTheSamePage() {
    FakeCmdb cmdb = new FakeCmdb();
    cmdb.together = false;
    cmdb.most = 2;

    assertThat(run(cmdb, page("r", 1, 1, true, 0, 3)).path("remaining").asInt()).isEqualTo(1);

    cmdb.most = 3;
    assertThat(run(cmdb, page("r", 1, 1, true, 0, 3)).path("remaining").asInt()).isZero();
  }

  @Test
  void reconcile_serialNumberInAnotherCase_isNotGone() {
    FakeCmdb cmdb = new FakeCmdb();
    cmdb.placed.add(CmdbRecord.of("1", Map.of(Field.SERIAL, "jPe1", Field.CONTAINER, "C")));
    ObjectNode page = page("r", 1, 1, false, 0, 1);
    ((ObjectNode) page.at("/devices/0/device")).put("serialNumber", "JpE1");

    assertThat(run(cmdb, page).path("removed")).isEmpty();
  }

  @Test
  void reconcile_severalPagesWithoutARun_saysThatTheyNeedOne() {
    result(page("", 1, 2, false, 0, 1));

    JsonNode last = result(page("", 2, 2, false, 1, 2));

    assertThat(last.path("removals").asText()).contains("need a \"run\"");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 10_001, Integer.MAX_VALUE, 4_294_967_297L})
  void reconcile_numberOfPagesThatCannotBe_isRefused(long pages) {
    Received answer =
        function.toWatcher(page("r", 1, 1, false, 0, 1).put("pages", pages).toString());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("data.pages").contains("1 to 10000");
  }

  @Test
  void reconcile_tooLongAPage_isRefused() {
    Received answer = function.toWatcher(page("r", 1, 1, true, 0, 1001).toString());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("data.devices").contains("1000");
  }

  @Test
  void reconcile_tenThousandDevices_areAllRecorded() {
    for (int page = 1; page <= 10; page++) {
      JsonNode answer = result(page("r", page, 10, true, (page - 1) * 1000, page * 1000));
      assertThat(answer.path("created").asInt()).as(answer.path("note").asText()).isEqualTo(1000);
    }
  }

  @Test
  void dryRun_move_answersFieldByFieldAndChainsNothing() throws Exception {
    ObjectNode move = (ObjectNode) JSON.readTree(Answers.sample()).path("data");

    JsonNode dry = function.toWatcher(move.put("dryRun", true).toString()).json();

    assertThat(dry.at("/result/action").asText()).isEqualTo("created");
    assertThat(dry.at("/result/changes").findValuesAsText("field")).contains("serial", "container");
    assertThat(dry.has("chainTo")).isFalse();
    JsonNode removed = result(page("r", 1, 1, false, 0, 0)).path("removed");
    assertThat(removed.isArray()).isTrue();
    assertThat(removed).isEmpty();
  }

  @Test
  void check_allWell_saysSo() {
    assertThat(function.toWatcher("{\"check\": true}").json().at("/result/check").asText())
        .isEqualTo("ok");
  }

  private JsonNode result(ObjectNode page) {
    Received answer = function.toWatcher(page.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().path("result");
  }

  private static ObjectNode run(Cmdb cmdb, ObjectNode page) {
    return run(cmdb, page, Duration.ofSeconds(24));
  }

  private static ObjectNode run(Cmdb cmdb, ObjectNode page, Duration time) {
    Budget budget = Budget.of(time);
    ReconcilePage read = DataReader.read(page, ReconcilePage::from);
    return new Reconciliation(cmdb, read, new ReconcileRuns(), budget, "call", SINCE).run();
  }

  private static ObjectNode page(String run, int page, int pages, boolean apply, int from, int to) {
    ObjectNode body = JSON.createObjectNode().put("reconcile", true).put("run", run);
    body.put("page", page).put("pages", pages).put("complete", page == pages);
    body.put("apply", apply);
    ArrayNode devices = body.putArray("devices");
    for (int i = from; i < to; i++) {
      ObjectNode each = devices.addObject();
      each.putObject("device")
          .put("serialNumber", "S" + i)
          .put("hostname", "leaf" + i)
          .put("modelName", "DCS-7050SX3-48YC8")
          .put("softwareVersion", "4.32.2F")
          .put("streamingStatus", "active");
      each.putObject("container").put("name", "DC1-Leaf").put("key", "container_dc1_leaf");
      each.put("since", SINCE.toString());
    }
    return body;
  }
}
