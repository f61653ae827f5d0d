package io.cvpfunctions.watcher.sources;

import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.DELETED;
import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.INITIAL;
import static io.cvpfunctions.cloudvision.apis.subscriptions.Operation.UPDATED;
import static io.cvpfunctions.watcher.sources.EventMessages.COMPLETE;
import static io.cvpfunctions.watcher.sources.EventMessages.event;
import static io.cvpfunctions.watcher.sources.EventMessages.message;
import static io.cvpfunctions.watcher.sources.EventMessages.second;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.cloudvision.apis.event.v1.EventStreamResponse;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However a history of events reaches the watcher, what it tells is that history. */
class ActiveEventsProperties {
  /**
   * Something that happens to an event; {@code seen} tells whether a stream is open then, and
   * {@code late} whether the history of a gap that ends here is read after the list.
   */
  record Step(int key, String what, boolean seen, boolean late) {}

  private final List<EventStreamResponse> history = new ArrayList<>();
  private final Map<Integer, Event.Builder> active = new LinkedHashMap<>();
  private final Set<Identity> everBad = new HashSet<>();
  private final Map<Identity, String> view = new HashMap<>();
  private final Map<Identity, KnownEvent> stored = new HashMap<>();
  private ActiveEvents events;
  private Heard heard = Heard.nothing();
  private int now = 1;
  private boolean open;

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("raise", "worse", "better", "least", "delete", "ack"),
            Arbitraries.of(true, true, true, false),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 300)
  void told_whateverIsMissed_isTheHistory(@ForAll("steps") List<Step> steps) {
    reopen(false);
    for (Step step : steps) {
      now++;
      if (step.seen() && !open) reopen(step.late());
      if (!step.seen()) open = false;
      EventStreamResponse message = happen(step);
      if (message == null) continue;
      history.add(message);
      if (open) take(message);
    }
    reopen(false);
    assertThat(view).isEqualTo(truth());
  }

  /** How each stands that ever was bad enough to be told. */
  private Map<Identity, String> truth() {
    Map<Identity, String> truth = new HashMap<>();
    everBad.forEach(each -> truth.put(each, "over"));
    for (Event.Builder each : active.values()) {
      truth.replace(Identity.of(each.build()), each.getSeverity().name());
    }
    return truth;
  }

  private EventStreamResponse happen(Step step) {
    Event.Builder known = active.get(step.key());
    if (known == null) {
      if (!step.what().equals("raise")) return null;
      Event.Builder raised = event("k" + step.key(), now, EventSeverity.EVENT_SEVERITY_WARNING);
      active.put(step.key(), raised);
      if (step.late()) raised.setSeverity(EventSeverity.EVENT_SEVERITY_DEBUG);
      return said(raised, raised);
    }
    Event.Builder partial = Event.newBuilder().setKey(known.getKey());
    switch (step.what()) {
      case "delete" -> {
        active.remove(step.key());
        return message(DELETED, partial, now);
      }
      case "worse" -> known.setSeverity(EventSeverity.EVENT_SEVERITY_CRITICAL);
      case "better" -> known.setSeverity(EventSeverity.EVENT_SEVERITY_INFO);
      case "least" -> known.setSeverity(EventSeverity.EVENT_SEVERITY_DEBUG);
      default -> {}
    }
    return said(known, partial.setSeverity(known.getSeverity()));
  }

  private EventStreamResponse said(Event.Builder event, Event.Builder message) {
    boolean bad = event.getSeverity() != EventSeverity.EVENT_SEVERITY_DEBUG;
    if (bad) everBad.add(Identity.of(event.build()));
    return message(UPDATED, message, now);
  }

  /** The watcher starts again, lists what is active, and asks what it missed. */
  private void reopen(boolean late) {
    open = true;
    if (heard.baselined()) heard = Heard.until(heard.mark(), heard.baseline());
    events = new ActiveEvents(Optional.of(Severity.INFO), false, stored.values(), heard);
    events.begin();
    if (!late && heard.owes()) replay();
    active.values().forEach(each -> take(message(INITIAL, each, now)));
    take(COMPLETE);
    if (late && heard.owes()) replay();
    Changes changes = new Changes();
    events.missing().forEach(each -> events.gone(each, second(now), changes));
    note(changes);
  }

  private void replay() {
    Changes changes = new Changes();
    history.forEach(each -> events.replay(each, changes));
    heard.repaid();
    note(changes);
  }

  private void take(EventStreamResponse message) {
    Changes changes = new Changes();
    if (events.take(message, changes)) events.complete(second(now), changes);
    note(changes);
  }

  /** Each must fit what was told before: only what was raised is updated, and resolved once. */
  private void note(Changes changes) {
    for (News news : changes.news()) {
      Identity identity = Identity.of(news.event());
      String severity = news.event().getSeverity().name();
      switch (news.type()) {
        case "cvp.event.raised" -> assertThat(view.put(identity, severity)).isNull();
        case "cvp.event.updated" -> assertThat(view.put(identity, severity)).isNotIn(null, "over");
        default -> assertThat(view.put(identity, "over")).isNotIn(null, "over");
      }
    }
    stored.putAll(changes.changed());
    changes.forgotten().forEach(stored::remove);
  }
}
