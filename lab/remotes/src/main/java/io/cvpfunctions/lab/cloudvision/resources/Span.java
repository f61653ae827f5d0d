package io.cvpfunctions.lab.cloudvision.resources;

import com.google.protobuf.Message;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The time a request asks about: now, a moment, or what changed since one. */
record Span(Optional<Instant> start, Optional<Instant> end) {
  static Span of(Message request) {
    if (!Model.has(request, "time")) return new Span(Optional.empty(), Optional.empty());
    Message bounds = Model.get(request, "time");
    return new Span(bound(bounds, "start"), bound(bounds, "end"));
  }

  private static Optional<Instant> bound(Message bounds, String name) {
    return Model.has(bounds, name)
        ? Optional.of(Model.instant(Model.get(bounds, name)))
        : Optional.empty();
  }

  List<Change> state(Table table) {
    return start.or(() -> end).map(table::at).orElseGet(table::changes);
  }

  List<Change> changes(Table table) {
    return start.map(from -> table.between(from, end.orElse(Instant.MAX))).orElse(List.of());
  }
}
