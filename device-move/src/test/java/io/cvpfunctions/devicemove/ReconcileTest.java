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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    String at = "2026-02-01T00:00:00Z";
    result(page("r2", 1, 2, true, 0, 2).put("at", at));
    JsonNode last = result(page("r2", 2, 2, true, 2, 4).put("at", at));

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
    cmdb.placed.add(placed("A"));
    cmdb.placed.add(placed("B"));
    cmdb.fails.put("B", Kind.REJECTED);

    ObjectNode answer = run(cmdb, page("r", 1, 1, true, 0, 0).put("removeMany", true));

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
    cmdb.placed.add(placed("jPe1"));
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

  @Test
  void reconcile_listWithoutDevices_callsNobodyGoneUntilItIsMeant() {
    result(page("r1", 1, 1, true, 0, 5));

    JsonNode held = result(page("r2", 1, 1, true, 0, 0));
    assertThat(held.path("removals").asText()).contains("5 of 5").contains("removeMany");
    assertThat(held.has("removed")).isFalse();

    JsonNode meant = result(page("r3", 1, 1, true, 0, 0).put("removeMany", true));
    assertThat(meant.path("removed")).hasSize(5);
  }

  @Test
  void reconcile_listOfOneDeviceWhereThereWereSeven_isHeldBack() {
    result(page("r1", 1, 1, true, 0, 7));

    JsonNode held = result(page("r2", 1, 1, true, 0, 1));

    assertThat(held.path("removals").asText()).contains("6 of 7").contains("held back");
  }

  @Test
  void reconcile_deviceThatIsUnprovisioned_isNotGoneUntilItWasPlacedAgain() {
    result(page("r1", 1, 1, true, 0, 6));
    told("cvp.device.unprovisioned", "S5", "2026-02-01T00:00:00Z");

    JsonNode kept = result(page("r2", 1, 1, true, 0, 5));
    assertThat(kept.path("removed")).isEmpty();
    assertThat(kept.at("/kept/unprovisioned").asInt()).isEqualTo(1);

    told("cvp.device.added", "S5", "2026-02-02T00:00:00Z");
    JsonNode gone = result(page("r3", 1, 1, true, 0, 5).put("at", "2026-02-03T00:00:00Z"));
    assertThat(gone.path("removed")).extracting(JsonNode::asText).containsExactly("S5");
  }

  @Test
  void reconcile_deviceThatWasCalledGoneAndIsBackInALaterList_isActiveAgain() {
    result(page("r1", 1, 1, true, 0, 6));
    result(page("r2", 1, 1, true, 0, 5).put("at", "2026-02-01T00:00:00Z"));

    JsonNode back = result(page("r3", 1, 1, true, 0, 6).put("at", "2026-02-02T00:00:00Z"));
    assertThat(back.path("updated").asInt()).isEqualTo(1);
    assertThat(back.at("/differs/0/changes").toString())
        .contains("\"field\":\"status\",\"from\":\"removed\",\"to\":\"active\"");

    JsonNode again = result(page("r4", 1, 1, true, 0, 6).put("at", "2026-02-02T00:00:00Z"));
    assertThat(again.path("unchanged").asInt()).isEqualTo(6);
    assertThat(again.path("differs")).isEmpty();
  }

  @Test
  void reconcile_deviceThatWasCalledGoneInAnOlderList_staysAndIsTold() {
    result(page("r1", 1, 1, true, 0, 6));
    result(page("r2", 1, 1, true, 0, 5).put("at", "2026-02-02T00:00:00Z"));

    JsonNode older = result(page("r3", 1, 1, true, 0, 6).put("at", "2026-02-01T00:00:00Z"));

    assertThat(older.path("updated").asInt()).isZero();
    assertThat(older.at("/differs/0/drift/0").asText())
        .startsWith("streaming: SQLite says removed, CloudVision says active")
        .contains("2026-02-01");
  }

  @Test
  void reconcile_factsOfALaterEvent_stayAndAreTold() {
    result(page("r1", 1, 1, true, 0, 1));
    told("cvp.device.added", "S0", "2026-02-02T00:00:00Z");

    JsonNode older = result(page("r2", 1, 1, true, 0, 1).put("at", "2026-02-01T00:00:00Z"));
    assertThat(older.path("updated").asInt()).isZero();
    assertThat(older.at("/differs/0/drift").toString())
        .contains("software version: SQLite says 4.99F, CloudVision says 4.32.2F")
        .contains("not the latest word");

    JsonNode later = result(page("r3", 1, 1, true, 0, 1).put("at", "2026-02-03T00:00:00Z"));
    assertThat(later.path("updated").asInt()).isEqualTo(1);
  }

  @Test
  void reconcile_listThatDoesNotSayWhenItWasMade_isAsOldAsItsLatestDevice() {
    result(page("r1", 1, 1, true, 0, 2));
    told("cvp.device.added", "S0", "2026-02-02T00:00:00Z");

    JsonNode older = result(page("r2", 1, 1, true, 0, 2));

    assertThat(older.path("updated").asInt()).isZero();
  }

  @Test
  void reconcile_deviceThatWasPlacedAfterTheListWasMade_isNotGone() {
    result(page("r1", 1, 1, true, 0, 3));
    told("cvp.device.added", "S9", "2026-02-02T00:00:00Z");

    JsonNode kept = result(page("r2", 1, 1, true, 0, 3).put("at", "2026-02-01T00:00:00Z"));

    assertThat(kept.path("removed")).isEmpty();
    assertThat(kept.at("/kept/placedSince").asInt()).isEqualTo(1);
  }

  @Test
  void reconcile_devicesOfAnotherCloudVision_areNotGone() {
    result(page("a", 1, 1, true, 0, 3).put("source", "https://cvp-a.example"));
    result(page("b", 1, 1, true, 3, 8).put("source", "https://cvp-b.example"));

    JsonNode last = result(page("b2", 1, 1, true, 3, 7).put("source", "https://cvp-b.example"));

    assertThat(last.path("removed")).extracting(JsonNode::asText).containsExactly("S7");
    assertThat(last.at("/kept/ofAnotherCloudVision").asInt()).isEqualTo(3);
  }

  @Test
  void reconcile_tenantsOfOneService_areNotTakenForEachOther() {
    String service = "https://www.cv-prod-us-central1-b.arista.io";
    result(page("a", 1, 1, true, 0, 50).put("source", service));
    result(page("b", 1, 1, true, 50, 52).put("source", service));

    JsonNode last = result(page("a2", 1, 1, true, 0, 50).put("source", service));
    JsonNode unsourced = result(unsourced(page("a3", 1, 1, true, 0, 50)));

    assertThat(last.path("removals").asText())
        .startsWith("not judged: 2 devices")
        .contains("onlyTenant");
    assertThat(last.has("removed")).isFalse();
    assertThat(unsourced.has("removed")).isFalse();
    JsonNode meant =
        result(page("a2", 1, 1, true, 0, 50).put("source", service).put("onlyTenant", true));
    assertThat(meant.path("removed")).hasSize(2);
  }

  @Test
  void reconcile_listWithoutASource_isOfTheCloudVisionThatToldOfItsDevices() {
    result(page("a", 1, 1, true, 0, 3).put("source", "https://cvp-a.example"));
    result(page("b", 1, 1, true, 3, 8).put("source", "https://cvp-b.example"));

    JsonNode last = result(unsourced(page("b2", 1, 1, true, 3, 7)));

    assertThat(last.path("removed")).extracting(JsonNode::asText).containsExactly("S7");
  }

  @Test
  void reconcile_listOfWhichNothingSaysWhoseItIs_callsNobodyGone() {
    result(unsourced(page("r1", 1, 1, true, 0, 6)));

    JsonNode last = result(unsourced(page("r2", 1, 1, true, 0, 5)));

    assertThat(last.path("removals").asText()).startsWith("not judged: 1 ").contains("\"source\"");
    assertThat(last.has("removed")).isFalse();
  }

  @Test
  void reconcile_sourceThatIsWrittenOtherwise_isTheSameCloudVision() {
    result(page("r1", 1, 1, true, 0, 6));

    String source = "HTTPS://Cvp.Lab.example:443/";
    JsonNode last = result(page("r2", 1, 1, true, 0, 5).put("source", source));

    assertThat(last.path("unchanged").asInt()).isEqualTo(5);
    assertThat(last.path("removed")).extracting(JsonNode::asText).containsExactly("S5");
  }

  @Test
  void reconcile_listFromTheFuture_isOfNow() {
    result(page("r1", 1, 1, true, 0, 6).put("at", "2999-01-01T00:00:00Z"));
    told("cvp.device.added", "S0", Instant.now().plusSeconds(60).toString());

    JsonNode after = result(page("r2", 1, 1, false, 0, 1).put("at", "2026-03-01T00:00:00Z"));

    assertThat(after.at("/differs/0/drift").toString())
        .contains("software version: SQLite says 4.99F");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my cvp", "cvp.example", "https://", "device-move"})
  void reconcile_sourceThatIsNoAddress_isRefused(String source) {
    Received answer =
        function.toWatcher(page("r", 1, 1, false, 0, 1).put("source", source).toString());

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("data.source").contains("https://");
  }

  @Test
  void reconcile_pagesThatDoNotSayWhichTheyAre_callNobodyGone() {
    result(page("r1", 1, 1, true, 0, 6));
    ObjectNode page = page("r2", 1, 1, true, 0, 4);
    page.remove("page");

    JsonNode last = result(page);

    assertThat(last.path("removals").asText()).contains("\"page\" and \"pages\"");
    assertThat(last.has("removed")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nightly"})
  void reconcile_deviceThatAnEarlierListHad_isNotThereForThat(String run) {
    result(page("fill", 1, 1, true, 0, 6));
    result(page(run, 1, 1, false, 0, 6));

    JsonNode later = result(page(run, 1, 1, false, 0, 5));

    assertThat(later.path("removed")).extracting(JsonNode::asText).containsExactly("S5");
  }

  @Test
  void reconcile_nameOfARunThatIsOver_doesNotBringItsPagesBack() {
    result(page("nightly", 1, 2, true, 0, 3));
    result(page("nightly", 2, 2, true, 3, 6));

    JsonNode next = result(page("nightly", 2, 2, true, 3, 5));

    assertThat(next.path("removals").asText()).contains("pages [1]");
    assertThat(next.has("removed")).isFalse();
  }

  @Test
  void reconcile_lastPageSaysFewerPagesThanTheOthers_callsNobodyGone() {
    result(page("r1", 1, 1, true, 0, 6));

    result(page("r2", 1, 3, true, 0, 2));
    JsonNode last = result(page("r2", 2, 2, true, 2, 4));

    assertThat(last.path("removals").asText()).contains("pages [3]");
  }

  @Test
  void reconcile_functionThatWasStartedAnewDuringTheRun_callsNobodyGone(@TempDir Path folder) {
    String url = "jdbc:sqlite:" + folder.resolve("cmdb.db");
    Map<String, String> settings = Map.of("cmdb", "jdbc", "cmdb_url", url);
    try (Answers before = Answers.with(settings)) {
      result(before, page("r1", 1, 1, true, 0, 6));
      result(before, page("r2", 1, 2, true, 0, 3));
    }
    try (Answers after = Answers.with(settings)) {
      JsonNode last = result(after, page("r2", 2, 2, true, 3, 5));

      assertThat(last.path("removals").asText())
          .startsWith("not judged: pages [1] of this run")
          .contains("another replica")
          .contains("started anew")
          .contains("send all of them again");
      assertThat(last.has("removed")).isFalse();

      result(after, page("r2", 1, 2, true, 0, 3));
      assertThat(result(after, page("r2", 2, 2, true, 3, 5)).path("removed"))
          .extracting(JsonNode::asText)
          .containsExactly("S5");
    }
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

  private static CmdbRecord placed(String serial) {
    return CmdbRecord.of(
        serial,
        Map.of(
            Field.SERIAL, serial,
            Field.CONTAINER, "DC1-Leaf",
            Field.SOURCE, "https://cvp.lab.example"));
  }

  private static ObjectNode unsourced(ObjectNode page) {
    page.remove("source");
    return page;
  }

  /** What the watcher tells of a device that is in DC1-Leaf, or was. */
  private void told(String type, String serial, String time) {
    ObjectNode event = JSON.createObjectNode().put("specversion", "1.0").put("type", type);
    event.put("id", serial + " at " + time).put("source", "https://cvp.lab.example");
    event.put("time", time).put("subject", serial);
    ObjectNode data = event.putObject("data").put("observedBy", "poll");
    data.putObject("device").put("serialNumber", serial).put("softwareVersion", "4.99F");
    String side = type.endsWith("added") ? "to" : "from";
    data.putObject(side).put("name", "DC1-Leaf").put("key", "container_dc1_leaf");
    if (type.endsWith("added")) {
      ((ObjectNode) data.path("device")).put("hostname", "leaf" + serial.substring(1));
    }
    Received answer = function.toWatcher(event.toString());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode result(ObjectNode page) {
    return result(function, page);
  }

  private static JsonNode result(Answers function, ObjectNode page) {
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
    body.put("apply", apply).put("source", "https://cvp.lab.example");
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
