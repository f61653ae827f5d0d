package io.cvpfunctions.lab.soak.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.month.judge.Answered;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Truth;
import io.cvpfunctions.lab.soak.measure.Lag.Late;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LagTest {
  private static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
  private static final Device LEAF = Device.numbered(1).in("A");

  private Instant now = BEGIN;
  private final Truth truth = new Truth(() -> now, () -> 9);

  @BeforeEach
  void find() {
    truth.found(LEAF);
  }

  private void move(String container, int second) {
    now = BEGIN.plusSeconds(second);
    truth.moved(LEAF.serial(), container);
  }

  private static Answered call(String function, String id, int second, ObjectNode event) {
    event.put("id", id).put("subject", LEAF.serial());
    Instant at = BEGIN.plusSeconds(second);
    return new Answered(function, at, event, 200, MissingNode.getInstance());
  }

  private static ObjectNode moved(String to) {
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "cvp.device.moved");
    event.putObject("data").putObject("to").put("name", to);
    return event;
  }

  private static List<Long> seconds(List<Late> all) {
    return all.stream().map(each -> each.lag().toSeconds()).toList();
  }

  @Test
  void ofMoves_thereAndBack_eachToItsOwnFirstCall() {
    move("B", 10);
    move("A", 40);
    move("B", 70);
    List<Answered> calls =
        List.of(
            call("device-move", "1", 12, moved("B")),
            call("device-move", "1", 15, moved("B")),
            call("notify-slack", "1", 16, moved("B")),
            call("device-move", "2", 45, moved("A")),
            call("device-move", "3", 77, moved("B")));
    assertThat(seconds(Lag.ofMoves(truth, calls))).containsExactly(2L, 5L, 7L);
  }

  @Test
  void ofMoves_neverTold_isLeftOut() {
    move("B", 10);
    move("A", 40);
    List<Answered> calls = List.of(call("device-move", "2", 45, moved("A")));
    assertThat(seconds(Lag.ofMoves(truth, calls))).containsExactly(5L);
  }

  @Test
  void ofEvents_raised_untilItIsPublished() {
    truth.incident(new Incident("k", BEGIN, LEAF.serial(), "T", false, Optional.empty()));
    ObjectNode event = JsonNodeFactory.instance.objectNode().put("type", "cvp.event.raised");
    event.putObject("data").put("key", "k").put("timestamp", BEGIN.toString());
    JsonNode other = event.deepCopy();
    ((ObjectNode) other.path("data")).put("key", "other");
    List<Answered> calls =
        List.of(
            call("kafka-publish", "1", 2, (ObjectNode) other),
            call("kafka-publish", "2", 3, event));
    assertThat(seconds(Lag.ofEvents(truth, calls))).containsExactly(3L);
  }

  @Test
  void percentile_ofTen_theNinthForNinety() {
    List<Late> ten =
        IntStream.rangeClosed(1, 10).mapToObj(i -> new Late(BEGIN, Duration.ofSeconds(i))).toList();
    assertThat(Lag.percentile(ten, 50)).isEqualTo(Duration.ofSeconds(5));
    assertThat(Lag.percentile(ten, 90)).isEqualTo(Duration.ofSeconds(9));
    assertThat(Lag.percentile(ten, 100)).isEqualTo(Duration.ofSeconds(10));
    assertThat(Lag.percentile(List.of(), 50)).isZero();
  }
}
