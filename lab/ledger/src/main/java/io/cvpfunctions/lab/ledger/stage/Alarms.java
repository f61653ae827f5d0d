package io.cvpfunctions.lab.ledger.stage;

import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventSeverity;
import io.cvpfunctions.lab.cloudvision.CloudVisionSimulator;
import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.RaisedEvent;
import io.cvpfunctions.lab.ledger.book.CloudVisionEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What CloudVision raises, by numbers of the schedule's own; noted where its release tells it. */
public final class Alarms {
  private static final List<EventSeverity> SEVERITIES =
      List.of(
          EventSeverity.EVENT_SEVERITY_DEBUG,
          EventSeverity.EVENT_SEVERITY_INFO,
          EventSeverity.EVENT_SEVERITY_WARNING,
          EventSeverity.EVENT_SEVERITY_ERROR,
          EventSeverity.EVENT_SEVERITY_CRITICAL);

  private final CloudVisionSimulator cloudVision;
  private final CloudVisionEvents history;
  private final boolean streamed;
  private final Map<Integer, RaisedEvent> raised = new HashMap<>();

  Alarms(CloudVisionSimulator cloudVision, CloudVisionEvents history) {
    this.cloudVision = cloudVision;
    this.history = history;
    this.streamed = cloudVision.node().grpcPort() > 0;
  }

  /** How many degrees of severity there are; 0 is the least. */
  public static int severities() {
    return SEVERITIES.size();
  }

  boolean streamed() {
    return streamed;
  }

  /** Something begins on a device. */
  public void raise(int number, int device, int severity) {
    if (!streamed) return;
    String serial = Device.numbered(device + 1).serial();
    RaisedEvent event =
        cloudVision
            .events()
            .raise("DEVICE_INTF_ERR_SMART", SEVERITIES.get(severity), serial, "Ethernet" + number);
    raised.put(number, event);
    history.raise(identity(event), serial, name(severity));
  }

  /** It gets better or worse. */
  public void severity(int number, int severity) {
    if (!streamed) return;
    history.severity(identity(raised.get(number)), name(severity));
    raised.get(number).severity(SEVERITIES.get(severity));
  }

  /** A person has seen it, of which nobody is told. */
  public void acknowledge(int number) {
    if (streamed) raised.get(number).acknowledge("cvpadmin").note("cvpadmin", "looking into it");
  }

  /** It is over, said in one way or the other. */
  public void resolve(int number, boolean deleted) {
    if (!streamed) return;
    history.resolve(identity(raised.get(number)));
    if (deleted) raised.get(number).delete();
    else raised.get(number).resolve();
  }

  /** What was over is so again: another event with the same key. */
  public void recur(int number, int as, int device, int severity) {
    if (!streamed) return;
    RaisedEvent event = raised.get(number).recur();
    raised.put(as, event);
    history.raise(identity(event), Device.numbered(device + 1).serial(), name(severity));
  }

  private static String name(int severity) {
    return SEVERITIES.get(severity).name().substring("EVENT_SEVERITY_".length());
  }

  private static String identity(RaisedEvent event) {
    Event value = event.value();
    Timestamp at = value.getKey().getTimestamp();
    Instant time = Instant.ofEpochSecond(at.getSeconds(), at.getNanos());
    return CloudVisionEvents.identity(value.getKey().getKey().getValue(), time);
  }
}
