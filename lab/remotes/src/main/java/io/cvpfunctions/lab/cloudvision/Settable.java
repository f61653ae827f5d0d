package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.Message;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAck;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfig;
import io.cvpfunctions.cloudvision.apis.event.v1.EventData;
import io.cvpfunctions.cloudvision.apis.event.v1.EventKey;
import io.cvpfunctions.cloudvision.apis.event.v1.EventNote;
import io.cvpfunctions.cloudvision.apis.event.v1.EventNoteConfig;
import io.cvpfunctions.cloudvision.apis.event.v1.EventRead;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfig;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import io.grpc.Status;
import java.util.Map;

/** What clients can set of events, and what then becomes of it. */
final class Settable {
  private static final StringValue WHO = StringValue.of("cvpadmin");

  private final Table annotations = new Table();
  private final Table creations = new Table();
  private final Events events;
  private final Table eventTable;

  Settable(Events events, Table eventTable) {
    this.events = events;
    this.eventTable = eventTable;
  }

  Table annotations() {
    return annotations;
  }

  Table creations() {
    return creations;
  }

  /** Shows as an update of the event. */
  Message annotate(Message value) {
    EventAnnotationConfig config = (EventAnnotationConfig) value;
    if (eventTable.get(config.getKey()).isEmpty()) {
      throw Status.NOT_FOUND.withDescription("no such event").asRuntimeException();
    }
    events.known(config.getKey()).change(event -> annotated(event, config));
    annotations.put(config);
    return config;
  }

  private static void annotated(Event.Builder event, EventAnnotationConfig config) {
    if (config.hasAck()) {
      event.setAck(EventAck.newBuilder().setAck(config.getAck()).setAcker(WHO));
    }
    if (config.hasRead()) {
      event.setRead(EventRead.newBuilder().setRead(config.getRead()).setReader(WHO));
    }
    for (Map.Entry<Long, EventNoteConfig> each : config.getNotes().getNotesMap().entrySet()) {
      EventNote.Builder note = EventNote.newBuilder().setNote(each.getValue().getNote());
      event.getNotesBuilder().putNotes(each.getKey(), note.setNoteCreator(WHO).build());
    }
  }

  /** Raises an event as a user describes it. */
  Message create(Message value) {
    UserEventCreationConfig config = (UserEventCreationConfig) value;
    EventKey.Builder key = EventKey.newBuilder().setKey(config.getKey().getKey());
    if (config.hasStartTime()) key.setTimestamp(config.getStartTime());
    Event.Builder event =
        Event.newBuilder()
            .setKey(key)
            .setSeverity(config.getSeverity())
            .setTitle(config.getTitle())
            .setDescription(config.getDescription())
            .setEventType(StringValue.of("USER_DEFINED"))
            .setData(EventData.getDefaultInstance())
            .setComponents(config.getComponents());
    events.raise(event.build());
    creations.put(config);
    return config;
  }
}
