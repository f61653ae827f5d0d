package io.cvpfunctions.lab.month.life;

import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.month.truth.Incident;
import io.cvpfunctions.lab.month.truth.Truth;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** An event that CloudVision raised, written down as true; it lasts until somebody ends it. */
public final class Alarm {
  /** As stack.yml has it, notify-slack is told from WARNING on. */
  private static final Set<EventSeverity> NOT_FOR_PEOPLE =
      Set.of(EventSeverity.EVENT_SEVERITY_DEBUG, EventSeverity.EVENT_SEVERITY_INFO);

  private final Truth truth;
  private final RaisedEvent event;
  private final Incident incident;

  private Alarm(Truth truth, RaisedEvent event, Incident incident) {
    this.truth = truth;
    this.event = event;
    this.incident = incident;
  }

  static Alarm of(Truth truth, RaisedEvent event, String serial) {
    var time = event.key().getTimestamp();
    Instant raised = Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    String key = event.key().getKey().getValue();
    String about = event.value().getEventType().getValue();
    boolean severe = !NOT_FOR_PEOPLE.contains(event.value().getSeverity());
    Incident incident = new Incident(key, raised, serial, about, severe, Optional.empty());
    truth.incident(incident);
    return new Alarm(truth, event, incident);
  }

  /** It is over. */
  public void end() {
    Instant end = Instant.now();
    truth.incident(incident.over(end));
    event.at(end).resolve();
  }
}
