package io.cvpfunctions.lab.month.judge;

import static io.cvpfunctions.lab.month.judge.Fabricated.SERIAL;
import static io.cvpfunctions.lab.month.judge.Fabricated.incident;
import static io.cvpfunctions.lab.month.judge.Fabricated.kept;
import static io.cvpfunctions.lab.month.judge.Fabricated.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.month.truth.Health;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge sees each way in which a promise can be broken, and nothing where all are kept. */
class JudgeTest {
  private final Fabricated month = kept();

  private void finds(Promise promise, String words) {
    assertThat(month.judged().findings())
        .anySatisfy(
            finding -> {
              assertThat(finding.promise()).isEqualTo(promise);
              assertThat(finding.what()).contains(words);
            });
  }

  private void findsNothing() {
    assertThat(month.judged().findings()).isEmpty();
  }

  @Test
  void month_inWhichAllWasTold_isKept() {
    findsNothing();
    assertThat(month.judged().counts())
        .containsEntry("stays that had to be told", 1)
        .containsEntry("green verdicts", 1)
        .containsEntry("records", 1)
        .containsEntry("fields of records", 11)
        .containsEntry("steps of events", 6);
  }

  // Loss

  @Test
  void move_thatNobodyTold_isLost() {
    month.published.clear();
    month.answers.clear();
    finds(Promise.LOSS, "in Stay[container=DC2-Leaf");
  }

  @Test
  void stay_thatWasSeen_isLost_thoughTheNextOneWasTold() {
    month.pass(10);
    month.truth.moved(SERIAL, "DC1-Leaf");
    month.pass(10);
    month.truth.moved(SERIAL, "DC2-Leaf");
    month.told("m3", "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"));
    finds(Promise.LOSS, "in Stay[container=DC1-Leaf");
  }

  @Test
  void stay_thatWasTooShortToBeSeen_isNotLost() {
    Fabricated other = new Fabricated();
    other.truth.moved(SERIAL, "DC2-Leaf");
    other.pass(1);
    other.truth.moved(SERIAL, "DC1-Leaf");
    assertThat(other.judged().findings())
        .noneMatch(each -> each.what().contains("container=DC2-Leaf"));
  }

  @Test
  void removal_thatNobodyTold_isLost() {
    month.pass(10);
    month.truth.gone(SERIAL);
    finds(Promise.LOSS, "(gone)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"device-move", "notify-slack", "run-validation", "kafka-publish"})
  void step_thatIsMissing_isLost(String function) {
    month.forget(function, "m1");
    finds(Promise.LOSS, function + " has neither taken nor refused");
  }

  @Test
  void verdict_thatSlackWasNotTold_isLost() {
    month.forget("notify-slack", "m1/run-validation");
    finds(Promise.LOSS, "notify-slack has neither taken nor refused validation.completed");
  }

  @Test
  void step_thatIsADeadLetterWithAReason_isNotLost() {
    month.forget("device-move", "m1");
    month.letters.add(new Letter("device-move", "m1", "two records with one serial number"));
    findsNothing();
  }

  @Test
  void deadLetter_withoutAReason_isLost() {
    month.letters.add(new Letter("device-move", "m1", ""));
    finds(Promise.LOSS, "without a reason");
  }

  @Test
  void event_thatKafkaPublishTook_andNobodyRead_isLost() {
    month.published.removeIf(each -> each.id().equals("m1/run-validation"));
    finds(Promise.LOSS, "no consumer read it: m1/run-validation");
  }

  @Test
  void message_thatIsNotInTheChannel_isLost() {
    month.posts.remove(0);
    finds(Promise.LOSS, "it is not there: m1");
  }

  // Lies

  @Test
  void move_thatNeverWas_isALie() {
    month.told("m2", "cvp.device.moved", moved("DC2-Leaf", "DC3-Leaf"));
    finds(Promise.LIE, "DC3-Leaf");
  }

  @Test
  void removal_thatNeverWas_isALie() {
    month.told("r1", "cvp.device.removed", moved("DC2-Leaf", ""));
    finds(Promise.LIE, "(gone)");
  }

  @Test
  void moves_toldInAnotherOrder_areALie() {
    month.pass(10);
    month.truth.moved(SERIAL, "DC1-Leaf");
    month.published.add(
        0, new Published("m2", "cvp.device.moved", SERIAL, moved("DC2-Leaf", "DC1-Leaf")));
    finds(Promise.LIE, "DC2-Leaf");
  }

  @Test
  void move_publishedTwice_isNoLie() {
    month.published.add(month.published.get(0));
    findsNothing();
  }

  @Test
  void device_thatThereNeverWas_isALie() {
    month.published.add(new Published("x", "cvp.device.added", "other", moved("", "DC1-Leaf")));
    finds(Promise.LIE, "no device other");
  }

  // Verdicts

  @Test
  void green_ofASwitchThatIsIll_isFalse() {
    month.truth.health(SERIAL, Health.GOOD.with("BGP"));
    month.pass(5);
    month.verdict("m2", "success");
    finds(Promise.FALSE_GREEN, "BGP");
  }

  @Test
  void green_ofASwitchThatDoesNotAnswer_isFalse() {
    month.truth.health(SERIAL, Health.GOOD.down());
    month.pass(5);
    month.verdict("m2", "success");
    finds(Promise.FALSE_GREEN, "up=false");
  }

  @Test
  void green_ofASwitchThatFellIllMeanwhile_isNotFalse() {
    month.pass(5);
    month.verdict("m2", "success");
    month.truth.health(SERIAL, Health.GOOD.with("BGP"));
    assertThat(month.judged().of(Promise.FALSE_GREEN)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"failure", "error"})
  void red_ofASwitchThatIsWell_isFalse(String verdict) {
    month.pass(5);
    month.verdict("m2", verdict);
    finds(Promise.FALSE_RED, SERIAL);
  }

  @Test
  void red_ofASwitchThatIsIll_isTrue() {
    month.truth.health(SERIAL, Health.GOOD.with("BGP"));
    month.pass(5);
    month.verdict("m2", "failure");
    assertThat(month.judged().of(Promise.FALSE_RED)).isZero();
    assertThat(month.judged().counts()).containsEntry("red verdicts", 1);
  }

  @Test
  void red_ofASwitchThatStarts_isFalseWithinThePatience() {
    month.pass(5);
    month.truth.health(SERIAL, Health.GOOD.starting());
    month.pass(1);
    month.verdict("m2", "failure");
    finds(Promise.FALSE_RED, "converging=true");
  }

  @Test
  void red_ofASwitchThatIsNotUp_isFalseWithinThePatienceForThat() {
    month.pass(5);
    month.truth.health(SERIAL, Health.GOOD.down());
    month.pass(10);
    month.verdict("m2", "error");
    finds(Promise.FALSE_RED, "up=false");
  }

  @ParameterizedTest
  @CsvSource({"false, 20", "true, 5"})
  void red_afterAllPatience_isTrue(boolean answers, int seconds) {
    month.pass(5);
    month.truth.health(SERIAL, answers ? Health.GOOD.starting() : Health.GOOD.down());
    month.pass(1);
    month.looksAgain("m2");
    month.pass(seconds);
    month.verdict("m2", "failure");
    assertThat(month.judged().of(Promise.FALSE_RED)).isZero();
    assertThat(month.judged().counts()).containsEntry("red verdicts after all patience", 1);
  }

  @Test
  void red_afterAllPatience_isFalse_whereItIsWellByThen() {
    month.truth.health(SERIAL, Health.GOOD.starting());
    month.looksAgain("m2");
    month.pass(20);
    month.truth.health(SERIAL, Health.GOOD);
    month.pass(2);
    month.verdict("m2", "failure");
    finds(Promise.FALSE_RED, SERIAL);
  }

  @Test
  void verdict_ofNothing_isLost() {
    month.pass(5);
    month.verdict("m2", "skipped");
    finds(Promise.LOSS, "no verdict about " + SERIAL);
  }

  @Test
  void red_ofASwitchThatWasMendedBefore_isFalse() {
    month.truth.health(SERIAL, Health.GOOD.with("BGP"));
    month.pass(5);
    month.truth.health(SERIAL, Health.GOOD);
    month.pass(5);
    month.verdict("m2", "failure");
    finds(Promise.FALSE_RED, SERIAL);
  }

  // The CMDB

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name",
        "model",
        "address",
        "software_version",
        "status",
        "streaming",
        "site",
        "role",
        "container",
        "container_key",
        "container_path"
      })
  void field_thatDiffers_isFound(String field) {
    month.records.get(0).put(field, "other");
    finds(Promise.CMDB, field + " is ");
  }

  @Test
  void record_thatIsMissing_isFound() {
    month.records.clear();
    finds(Promise.CMDB, "no record, it is");
  }

  @Test
  void record_thatIsTwice_isFound() {
    month.records.add(month.record());
    finds(Promise.CMDB, "two records");
  }

  @Test
  void record_ofNobody_isFound() {
    month.records.add(new HashMap<>(Map.of("serial", "other")));
    finds(Promise.CMDB, "never was");
  }

  @Test
  void record_ofADeviceThatIsGone_saysSo() {
    month.truth.gone(SERIAL);
    month.told("r1", "cvp.device.removed", moved("DC2-Leaf", ""));
    finds(Promise.CMDB, "status is offline, the CMDB says active");
    month.records.get(0).put("status", "offline");
    month.records.get(0).put("streaming", "removed");
    assertThat(month.judged().of(Promise.CMDB)).isZero();
  }

  @Test
  void record_ofADeviceThatWasReplaced_isTheOtherOnes() {
    month.truth.arrived(Device.numbered(2).in("DC2-Leaf"));
    month.truth.gone(SERIAL);
    month.truth.succeeded(SERIAL, Device.numbered(2).serial());
    finds(Promise.CMDB, "no record was to be");
  }

  @Test
  void record_ofADeviceWithoutAName_isNotToBe() {
    month.truth.facts(Device.numbered(1).named("localhost", "localhost"));
    finds(Promise.CMDB, "no record was to be");
  }

  // CloudVision's events

  private Incident raised(int seconds) {
    Instant time = month.now();
    month.pass(seconds);
    Optional<Instant> end = seconds > 0 ? Optional.of(month.now()) : Optional.empty();
    Incident incident = new Incident("k", time, SERIAL, "LINK", true, end);
    month.truth.incident(incident);
    month.truth.allow("an event", 2);
    return incident;
  }

  private void all(String id, String type, Incident incident) {
    month.told(id, type, incident("k", incident.timestamp()));
    month.posts(id, type, incident("k", incident.timestamp()));
  }

  @Test
  void incident_thatWasToldToItsEnd_isKept() {
    Incident incident = raised(10);
    all("e1", "cvp.event.raised", incident);
    all("e2", "cvp.event.resolved", incident);
    findsNothing();
  }

  @Test
  void incident_thatNobodyPublished_isLost() {
    raised(10);
    finds(Promise.LOSS, "not published: raised");
    finds(Promise.LOSS, "not told to Slack: raised");
  }

  @Test
  void incident_whoseEndWasNotTold_isLost() {
    all("e1", "cvp.event.raised", raised(10));
    finds(Promise.LOSS, "not published: resolved");
    finds(Promise.LOSS, "not told to Slack: resolved");
  }

  @Test
  void flap_thatWasPublishedAlone_isKept() {
    Incident incident = raised(1);
    month.told("e1", "cvp.event.raised", incident("k", incident.timestamp()));
    month.told("e2", "cvp.event.resolved", incident("k", incident.timestamp()));
    findsNothing();
  }

  @Test
  void flap_thatPeopleWereTold_isNoise() {
    all("e1", "cvp.event.raised", raised(1));
    finds(Promise.NOISE, "a flap was told");
  }

  // Noise

  @Test
  void messages_moreThanAccepted_areNoise() {
    month.posts.add(new Posted(month.now(), "more", "more"));
    finds(Promise.NOISE, "3 messages, 2 accepted");
  }

  @Test
  void things_thatNobodyWantsToHear_areNoise_thoughOneMessageTellsThemAll() {
    month.posts("m1", "cvp.device.moved", moved("DC1-Leaf", "DC2-Leaf"));
    month.posts.remove(2);
    finds(Promise.NOISE, "3 things told, 2 wanted");
    month.truth.storm("a storm", List.of(SERIAL), 0);
    assertThat(month.judged().of(Promise.NOISE)).isZero();
  }

  @Test
  void message_inTheQuiet_isNoise() {
    Duration near = Duration.ofSeconds(2);
    month.truth.quiet(new Quiet("DC2-Leaf", month.now().minus(near), month.now().plus(near)));
    finds(Promise.NOISE, "told in the quiet: m1");
  }

  @Test
  void message_thatSlackRefused_isNoise() {
    month.refusals.add("invalid_blocks");
    finds(Promise.NOISE, "invalid_blocks");
  }
}
