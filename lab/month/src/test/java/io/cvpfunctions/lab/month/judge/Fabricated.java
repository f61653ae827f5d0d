package io.cvpfunctions.lab.month.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.month.judge.Judge.Patience;
import io.cvpfunctions.lab.month.truth.ContainerTruth;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A month in which one switch was moved in good health and everything was told and written as it
 * was. Tests change the truth or the evidence, and see what the judge makes of it.
 */
final class Fabricated {
  static final String SERIAL = Device.numbered(1).serial();
  static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
  static final Patience PATIENCE =
      new Patience(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(15));
  private static final ObjectMapper JSON = new ObjectMapper();

  final List<Answered> answers = new ArrayList<>();
  final List<Published> published = new ArrayList<>();
  final List<Posted> posts = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  final List<Map<String, String>> records = new ArrayList<>();
  final List<String> refusals = new ArrayList<>();
  final Truth truth = new Truth(() -> now(), () -> lists());
  private Instant now = BEGIN;
  private int lists = 10;

  Fabricated() {
    truth.container(new ContainerTruth("DC1-Leaf", "key1", "Tenant/DC1/DC1-Leaf", "DC1", "leaf"));
    truth.container(new ContainerTruth("DC2-Leaf", "key2", "Tenant/DC2/DC2-Leaf", "DC2", "leaf"));
    truth.found(Device.numbered(1).in("DC1-Leaf"));
  }

  /** The whole of it, kept. */
  static Fabricated kept() {
    Fabricated month = new Fabricated();
    month.pass(10);
    month.truth.moved(SERIAL, "DC2-Leaf");
    month.truth.allow("a switch moved", 2);
    month.told("m1", "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"));
    month.takes("device-move", "m1", "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"));
    month.posts("m1", "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"));
    month.verdict("m1", "success");
    month.records.add(month.record());
    return month;
  }

  Instant now() {
    return now;
  }

  int lists() {
    return lists;
  }

  void pass(int seconds) {
    now = now.plusSeconds(seconds);
    lists += 2 * seconds;
  }

  Judgement judged() {
    return new Judge(truth, PATIENCE)
        .all(new Evidence(answers, published, posts, letters, records, refusals));
  }

  static ObjectNode moved(String from, String to) {
    ObjectNode data = JSON.createObjectNode();
    data.putObject("from").put("name", from);
    data.putObject("to").put("name", to);
    return data;
  }

  static ObjectNode incident(String key, Instant timestamp) {
    return JSON.createObjectNode().put("key", key).put("timestamp", timestamp.toString());
  }

  /** On the topic, and at kafka-publish. */
  void told(String id, String type, ObjectNode data) {
    published.add(new Published(id, type, SERIAL, data));
    takes("kafka-publish", id, type, data);
  }

  void takes(String function, String id, String type, ObjectNode data) {
    answer(function, id, type, data, JSON.createObjectNode().put("function", function));
  }

  /** In the channel, and at notify-slack. */
  void posts(String id, String type, ObjectNode data) {
    ObjectNode answer = JSON.createObjectNode();
    answer.putObject("result").put("posted", 1).put("text", "text of " + id);
    answer("notify-slack", id, type, data, answer);
    posts.add(new Posted(now, "text of " + id, "text of " + id));
  }

  /** Looked at, and asked to be patient. */
  void looksAgain(String cause) {
    ObjectNode event = JSON.createObjectNode().put("id", cause).put("type", "cvp.device.moved");
    event.put("subject", SERIAL).set("data", moved("DC1-Leaf", "DC2-Leaf"));
    answers.add(new Answered("run-validation", now, event, 503, JSON.createObjectNode()));
  }

  /** Validated for a second from now on, with that verdict, which is told everywhere. */
  void verdict(String cause, String verdict) {
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode report = answer.putObject("result").put("verdict", verdict);
    report.put("startedAt", now.toString()).put("durationMs", 1000);
    answer("run-validation", cause, "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"), answer);
    String id = cause + "/run-validation";
    told(id, "validation.completed", report.deepCopy());
    posts(id, "validation.completed", report.deepCopy());
  }

  private void answer(String function, String id, String type, ObjectNode data, ObjectNode answer) {
    ObjectNode event = JSON.createObjectNode().put("id", id).put("type", type);
    event.put("subject", SERIAL).set("data", data);
    answers.add(new Answered(function, now, event, 200, answer));
  }

  /** As the CMDB is to have it. */
  Map<String, String> record() {
    Map<String, String> record = new HashMap<>();
    record.put("serial", SERIAL);
    record.put("name", "leaf1");
    record.put("model", "DCS-7050SX3-48YC8");
    record.put("address", "127.0.0.1");
    record.put("software_version", "4.31.2F");
    record.put("status", "active");
    record.put("streaming", "active");
    record.put("site", "DC2");
    record.put("role", "leaf");
    record.put("container", "DC2-Leaf");
    record.put("container_key", "key2");
    record.put("container_path", "Tenant/DC2/DC2-Leaf");
    return record;
  }

  void forget(String function, String id) {
    answers.removeIf(each -> each.function().equals(function) && each.id().equals(id));
  }
}
