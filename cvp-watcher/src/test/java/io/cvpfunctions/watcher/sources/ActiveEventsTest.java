package io.cvpfunctions.watcher.sources;

import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_DEBUG;
import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_ERROR;
import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_INFO;
import static io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity.EVENT_SEVERITY_WARNING;
import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.DELETED;
import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.INITIAL;
import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.UPDATED;
import static io.cvpfunctions.watcher.sources.EventMessages.COMPLETE;
import static io.cvpfunctions.watcher.sources.EventMessages.event;
import static io.cvpfunctions.watcher.sources.EventMessages.message;
import static io.cvpfunctions.watcher.sources.EventMessages.second;
import static io.cvpfunctions.watcher.sources.EventMessages.timestamp;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAck;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.subscriptions.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActiveEventsTest {
  private final Map<KnownEvent.Identity, KnownEvent> stored = new HashMap<>();
  private final List<String> told = new ArrayList<>();
  private Heard heard = Heard.nothing();
  private ActiveEvents events =
      new ActiveEvents(Optional.of(Severity.INFO), false, List.of(), heard);

  @Test
  void take_beforeTheFirstList_tellsNothingOfWhatIsActive() {
    list(event("a", 0, EVENT_SEVERITY_ERROR));
    live(DELETED, event("a", 0), 39);
    assertThat(told).isEmpty();
  }

  @Test
  void take_raisedUpdatedResolved_tellsEachOnce() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 6);
    live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_ERROR), 7);
    live(UPDATED, event("a", 5).setDeleteTime(timestamp(second(8))), 8);
    live(DELETED, event("a", 5), 9);
    live(UPDATED, event("a", 5).setAck(acknowledged()), 10);
    assertThat(told).containsExactly("raised a", "updated a", "resolved a");
  }

  @Test
  void take_deletedOnly_isResolved() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(DELETED, event("a", 5), 6);
    assertThat(told).containsExactly("raised a", "resolved a");
  }

  @Test
  void take_acknowledged_tellsNothing() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(UPDATED, event("a", 5).setAck(acknowledged()), 6);
    assertThat(told).containsExactly("raised a");
  }

  @Test
  void take_sameConditionAgain_isAnotherEvent() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(DELETED, event("a", 5), 6);
    live(UPDATED, event("a", 7, EVENT_SEVERITY_WARNING), 7);
    assertThat(told).containsExactly("raised a", "resolved a", "raised a");
  }

  @Test
  void take_lessSevereThanWanted_isToldOnceItIsSevereAndThenToItsEnd() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_DEBUG), 5);
    live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_WARNING), 6);
    live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_DEBUG), 7);
    live(DELETED, event("a", 5), 8);
    live(UPDATED, event("b", 9, EVENT_SEVERITY_DEBUG), 9);
    live(DELETED, event("b", 9), 10);
    assertThat(told).containsExactly("raised a", "updated a", "resolved a");
  }

  @Test
  void take_baselineEvent_isToldOnlyOnceItGetsWorse() {
    list(event("a", 0, EVENT_SEVERITY_WARNING), event("b", 0, EVENT_SEVERITY_WARNING));
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_INFO), 35);
    live(UPDATED, event("a", 0).setDescription(StringValue.of("other")), 36);
    assertThat(told).isEmpty();
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_ERROR), 37);
    live(DELETED, event("a", 0), 38);
    live(DELETED, event("b", 0), 38);
    assertThat(told).containsExactly("raised a", "resolved a");
  }

  @Test
  void take_baselineEventGetsBetterAndAsBadAgain_tellsNothing() {
    list(event("a", 0, EVENT_SEVERITY_WARNING));
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_INFO), 35);
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_WARNING), 36);
    assertThat(told).isEmpty();
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_INFO), 37);
    restart();
    list(event("a", 0, EVENT_SEVERITY_INFO));
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_WARNING), 38);
    assertThat(told).isEmpty();
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_ERROR), 39);
    assertThat(told).containsExactly("raised a");
  }

  @Test
  void take_listAfterAGap_tellsWhatIsNewAndWhatCameAndWent() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    restart();
    list(
        event("a", 5, EVENT_SEVERITY_ERROR),
        event("b", 20, EVENT_SEVERITY_WARNING),
        event("c", 20, EVENT_SEVERITY_WARNING).setDeleteTime(timestamp(second(25))));
    assertThat(told).containsExactly("raised a", "updated a", "raised b", "raised c", "resolved c");
  }

  @Test
  void take_listAfterAGap_leavesAsideWhatEndedLongBefore() {
    list();
    live(UPDATED, event("a", 5000, EVENT_SEVERITY_WARNING), 5000);
    list(
        event("a", 5000, EVENT_SEVERITY_WARNING),
        event("old", 0, EVENT_SEVERITY_WARNING).setDeleteTime(timestamp(second(10))));
    assertThat(told).containsExactly("raised a");
  }

  @Test
  void take_historyRepeatsWhatIsKnown_tellsItNotAgain() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_ERROR), 7);
    live(DELETED, event("a", 5), 8);
    live(UPDATED, event("b", 9, EVENT_SEVERITY_ERROR), 9);
    restart();
    for (int i = 0; i < 2; i++) {
      live(INITIAL, event("a", 5, EVENT_SEVERITY_WARNING), 5);
      live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_ERROR), 7);
      live(DELETED, event("a", 5), 8);
      live(INITIAL, event("b", 9, EVENT_SEVERITY_WARNING), 8);
    }
    assertThat(told).containsExactly("raised a", "updated a", "resolved a", "raised b");
  }

  @Test
  void missing_fromAList_isResolvedOnceItIsGoneForSure() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    events.begin();
    take(COMPLETE);
    assertThat(told).containsExactly("raised a");
    assertThat(events.missing()).hasSize(1);
    Changes changes = new Changes();
    events.gone(events.missing().get(0), second(30), changes);
    note(changes);
    assertThat(told).containsExactly("raised a", "resolved a");
    assertThat(events.missing()).isEmpty();
  }

  @Test
  void gone_butShownActiveByALaterList_isToldAgainToItsEnd() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    list();
    gone();
    restart();
    list(event("a", 5, EVENT_SEVERITY_WARNING));
    live(DELETED, event("a", 5), 40);
    list(event("a", 5, EVENT_SEVERITY_WARNING));
    assertThat(told).containsExactly("raised a", "resolved a", "raised a", "resolved a");
  }

  @Test
  void gone_butChanges_isAskedForAndToldAgain() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    list();
    gone();
    live(UPDATED, event("a", 5).setAck(acknowledged()), 40);
    explain(events.takeUnexplained().get(0), event("a", 5, EVENT_SEVERITY_ERROR));
    assertThat(told).containsExactly("raised a", "resolved a", "raised a");
  }

  @Test
  void gone_andOnlyHistorySpeaksOfIt_staysOver() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    list();
    gone();
    events.begin();
    replay(INITIAL, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    replay(UPDATED, event("a", 5, EVENT_SEVERITY_ERROR), 6);
    take(COMPLETE);
    live(UPDATED, event("a", 5, EVENT_SEVERITY_ERROR).setDeleteTime(timestamp(second(7))), 41);
    assertThat(told).containsExactly("raised a", "resolved a");
  }

  @Test
  void gone_lessSevereThanWanted_isToldOnceItIsSevere() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_DEBUG), 5);
    list();
    gone();
    live(UPDATED, event("a", 5).setSeverity(EVENT_SEVERITY_ERROR), 40);
    explain(events.takeUnexplained().get(0), event("a", 5, EVENT_SEVERITY_ERROR));
    assertThat(told).containsExactly("raised a");
  }

  @Test
  void gone_baselineEvent_isStillToldOnlyOnceItGetsWorse() {
    list(event("a", 0, EVENT_SEVERITY_WARNING));
    list();
    gone();
    restart();
    list(event("a", 0, EVENT_SEVERITY_WARNING));
    assertThat(told).isEmpty();
    live(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_ERROR), 40);
    assertThat(told).containsExactly("raised a");
  }

  private void gone() {
    Changes changes = new Changes();
    events.missing().forEach(each -> events.gone(each, second(39), changes));
    note(changes);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 50, 51, 99})
  void take_unknownOperation_isLeftAside(int operation) {
    list();
    take(
        message(INITIAL, event("a", 5, EVENT_SEVERITY_WARNING), 5).toBuilder()
            .setTypeValue(operation)
            .build());
    assertThat(told).isEmpty();
  }

  @Test
  void take_unknownSeverity_isTold() {
    list();
    live(UPDATED, event("a", 5, EventSeverity.EVENT_SEVERITY_UNSPECIFIED).setSeverityValue(99), 5);
    assertThat(told).containsExactly("raised a");
  }

  @Test
  void forgetOld_afterLong_keepsOnlyWhatMayBeRepeated() {
    list();
    live(UPDATED, event("a", 5, EVENT_SEVERITY_WARNING), 5);
    live(DELETED, event("a", 5), 6);
    live(UPDATED, event("b", 5000, EVENT_SEVERITY_WARNING), 5000);
    Changes changes = new Changes();
    events.forgetOld(changes);
    assertThat(changes.forgotten()).extracting(KnownEvent.Identity::key).containsExactly("a");
  }

  @Test
  void take_fullAckOfWhatEndedLongAgo_tellsNothing() {
    list();
    live(UPDATED, event("now", 5000, EVENT_SEVERITY_WARNING), 5000);
    live(
        UPDATED,
        event("old", 10, EVENT_SEVERITY_WARNING)
            .setDeleteTime(timestamp(second(60)))
            .setAck(acknowledged()),
        5001);
    assertThat(told).containsExactly("raised now");
  }

  @Test
  void take_resolvedAsItIsFirstHeardOf_isToldBoth() {
    list();
    live(
        UPDATED,
        event("a", 5000, EVENT_SEVERITY_WARNING).setDeleteTime(timestamp(second(5060))),
        5061);
    assertThat(told).containsExactly("raised a", "resolved a");
  }

  @Test
  void take_ackAloneOfAnUnknownEvent_isAskedForBeforeItIsBelieved() {
    list();
    live(UPDATED, event("a", 5).setAck(acknowledged()), 5000);
    assertThat(told).isEmpty();
    KnownEvent unexplained = events.takeUnexplained().get(0);
    assertThat(events.takeUnexplained()).isEmpty();
    explain(
        unexplained, event("a", 5, EVENT_SEVERITY_WARNING).setDeleteTime(timestamp(second(60))));
    assertThat(told).isEmpty();
    explain(unexplained, event("a", 5, EVENT_SEVERITY_WARNING));
    assertThat(told).containsExactly("raised a");
  }

  private void explain(KnownEvent unexplained, Event.Builder said) {
    Changes changes = new Changes();
    events.explained(unexplained, said.build(), changes);
    note(changes);
  }

  @Test
  void replay_howThingsStoodBeforeTheBaseline_isNoNews() {
    list();
    events.begin();
    replay(INITIAL, event("a", -60, EVENT_SEVERITY_WARNING), 1);
    replay(UPDATED, event("a", -60).setDeleteTime(timestamp(second(40))), 40);
    replay(UPDATED, event("b", 41, EVENT_SEVERITY_WARNING), 41);
    replay(DELETED, event("b", 41), 42);
    assertThat(told).containsExactly("raised b", "resolved b");
  }

  /** The list of a subscription may be read before the history, when that was not to be had. */
  @Test
  void replay_worseInTheGapThanTheListSays_isToldToWhatItIs() {
    list();
    live(UPDATED, event("now", 5, EVENT_SEVERITY_WARNING), 5);
    events.begin();
    live(INITIAL, event("a", 40, EVENT_SEVERITY_DEBUG), 42);
    live(INITIAL, event("b", 40, EVENT_SEVERITY_DEBUG), 40);
    take(COMPLETE);
    replay(UPDATED, event("a", 40, EVENT_SEVERITY_DEBUG), 40);
    replay(UPDATED, event("b", 40, EVENT_SEVERITY_DEBUG), 40);
    replay(UPDATED, event("a", 40).setSeverity(EVENT_SEVERITY_WARNING), 41);
    replay(UPDATED, event("a", 40).setSeverity(EVENT_SEVERITY_DEBUG), 42);
    assertThat(told).containsExactly("raised now", "raised a", "updated a");
  }

  @Test
  void replay_worseInTheGapAndOverByNow_isToldToItsEnd() {
    list();
    live(UPDATED, event("now", 5, EVENT_SEVERITY_WARNING), 5);
    events.begin();
    live(INITIAL, event("a", 40, EVENT_SEVERITY_DEBUG), 42);
    live(INITIAL, event("b", 40, EVENT_SEVERITY_DEBUG).setDeleteTime(timestamp(second(43))), 43);
    take(COMPLETE);
    live(DELETED, event("a", 40), 44);
    for (int i = 0; i < 2; i++) {
      replay(UPDATED, event("a", 40, EVENT_SEVERITY_ERROR), 40);
      replay(UPDATED, event("b", 40, EVENT_SEVERITY_ERROR), 40);
      replay(UPDATED, event("a", 40).setSeverity(EVENT_SEVERITY_DEBUG), 42);
      replay(UPDATED, event("b", 40).setDeleteTime(timestamp(second(43))), 43);
      replay(DELETED, event("a", 40), 44);
    }
    assertThat(told)
        .containsExactly(
            "raised now", "raised a", "raised b", "updated a", "resolved b", "resolved a");
  }

  @Test
  void replay_baselineEventThatWasWorseInTheGap_isToldToItsEnd() {
    list(event("a", 0, EVENT_SEVERITY_WARNING), event("b", 0, EVENT_SEVERITY_WARNING));
    live(UPDATED, event("now", 35, EVENT_SEVERITY_WARNING), 35);
    restart();
    events.begin();
    live(INITIAL, event("a", 0, EVENT_SEVERITY_WARNING), 42);
    live(INITIAL, event("b", 0, EVENT_SEVERITY_WARNING), 42);
    take(COMPLETE);
    live(DELETED, event("a", 0), 43);
    restart();
    events.begin();
    replay(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_ERROR), 41);
    replay(UPDATED, event("b", 0).setSeverity(EVENT_SEVERITY_INFO), 41);
    replay(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_WARNING), 42);
    replay(UPDATED, event("b", 0).setSeverity(EVENT_SEVERITY_WARNING), 42);
    replay(DELETED, event("a", 0), 43);
    assertThat(told).containsExactly("raised now", "raised a", "updated a", "resolved a");
  }

  @Test
  void replay_worseBeforeTheGap_isNoNews() {
    list(event("a", 0, EVENT_SEVERITY_WARNING));
    live(UPDATED, event("now", 45, EVENT_SEVERITY_WARNING), 45);
    events.begin();
    replay(UPDATED, event("a", 0).setSeverity(EVENT_SEVERITY_ERROR), 29);
    assertThat(told).containsExactly("raised now");
  }

  private void replay(Operation type, Event.Builder event, int at) {
    Changes changes = new Changes();
    events.replay(message(type, event, at), changes);
    note(changes);
  }

  @Test
  void replay_floodThatIsOver_tellsNothingAgain() {
    list();
    flood(this::live);
    events.forgetOld(new Changes());
    int once = told.size();
    events.begin();
    flood(this::replay);
    assertThat(told).hasSize(once);
  }

  private interface Taking {
    void take(Operation type, Event.Builder event, int at);
  }

  private static void flood(Taking taking) {
    for (int i = 0; i < 21_000; i++) {
      int at = 100 + i / 50;
      taking.take(UPDATED, event("k" + i, at, EVENT_SEVERITY_WARNING), at);
      taking.take(DELETED, event("k" + i, at), at);
    }
  }

  private static EventAck.Builder acknowledged() {
    return EventAck.newBuilder().setAck(BoolValue.of(true));
  }

  private void list(Event.Builder... all) {
    events.begin();
    for (Event.Builder each : all) live(INITIAL, each, 30);
    take(COMPLETE);
  }

  private void live(Operation type, Event.Builder event, int at) {
    take(message(type, event, at));
  }

  private void take(io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse message) {
    Changes changes = new Changes();
    if (events.take(message, changes)) events.complete(second(1), changes);
    note(changes);
  }

  private void note(Changes changes) {
    changes.news().stream()
        .map(news -> news.type().replaceFirst(".*\\.", "") + " " + key(news.event()))
        .forEach(told::add);
    stored.putAll(changes.changed());
    changes.forgotten().forEach(stored::remove);
  }

  private static String key(Event event) {
    return event.getKey().getKey().getValue();
  }

  private void restart() {
    heard = Heard.until(heard.mark(), heard.baseline());
    events = new ActiveEvents(Optional.of(Severity.INFO), false, stored.values(), heard);
  }
}
