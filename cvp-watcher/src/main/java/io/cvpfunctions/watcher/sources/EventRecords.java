package io.cvpfunctions.watcher.sources;

import com.google.protobuf.InvalidProtocolBufferException;
import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import io.cvpfunctions.watcher.sources.KnownEvent.Identity;
import io.cvpfunctions.watcher.sources.KnownEvent.Status;
import io.cvpfunctions.watcher.state.CloudVisionEventTable;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Row;
import io.cvpfunctions.watcher.state.CloudVisionEventTable.Seen;
import io.cvpfunctions.watcher.state.StateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keeps in the state what is known of CloudVision's events. Thread-safe. */
final class EventRecords {
  private final CloudVisionEventTable table;

  EventRecords(CloudVisionEventTable table) {
    this.table = table;
  }

  /** Every event remembered. */
  List<KnownEvent> all() {
    return table.all(EventRecords::known);
  }

  private static KnownEvent known(Row row) {
    try {
      Event event = Event.parseFrom(Base64.getDecoder().decode(row.body()));
      return new KnownEvent(event, row.asOf(), Status.valueOf(row.status()), row.ended());
    } catch (InvalidProtocolBufferException | IllegalArgumentException damaged) {
      throw new StateException("a CloudVision event in the state cannot be read", damaged);
    }
  }

  /** Up to when events were heard of. */
  Heard heard() {
    Optional<Seen> seen = table.seen();
    return seen.map(each -> Heard.until(each.mark(), each.baseline())).orElseGet(Heard::nothing);
  }

  /** Part of the caller's transaction. */
  void store(Connection connection, Changes changes, Seen seen) throws SQLException {
    for (KnownEvent each : changes.changed().values()) table.put(connection, row(each));
    for (Identity each : changes.forgotten()) {
      table.remove(connection, each.key(), Protos.text(each.at()));
    }
    table.seen(connection, seen);
  }

  private static Row row(KnownEvent event) {
    Identity identity = event.identity();
    return new Row(
        identity.key(),
        Protos.text(identity.at()),
        event.status().name(),
        event.asOf(),
        event.endedAt(),
        Base64.getEncoder().encodeToString(event.encoded().toByteArray()));
  }
}
