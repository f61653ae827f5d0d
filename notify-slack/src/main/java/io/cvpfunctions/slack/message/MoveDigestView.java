package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.Events;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Many devices moved, or were seen for the first time. */
final class MoveDigestView {
  private static final int TARGETS = 15;
  private static final int SOURCES = 5;

  /** Shared by the lists of names under all targets. */
  private static final int NAMES = 6000;

  private static final int NAMES_OF_ONE = 2000;

  private final List<DeviceMove> moves;

  private MoveDigestView(List<DeviceMove> moves) {
    this.moves = moves;
  }

  static Values moved(List<CloudEvent> events) {
    return of(events, DeviceMove::fromMoved);
  }

  static Values added(List<CloudEvent> events) {
    return of(events, DeviceMove::fromAdded);
  }

  private static Values of(List<CloudEvent> events, Function<DataReader, DeviceMove> read) {
    List<DeviceMove> moves =
        events.stream().map(event -> Events.data(event, read)).collect(Collectors.toList());
    return Common.of(events)
        .all(new MoveDigestView(moves).values())
        .own("cmdb", CmdbView.many(events));
  }

  private Values values() {
    Map<String, List<DeviceMove>> targets = targets();
    List<Values> shown = new ArrayList<>();
    targets.entrySet().stream()
        .limit(TARGETS)
        .forEach(target -> shown.add(target(target.getKey(), target.getValue(), targets.size())));
    Values values = new Values().own("devices", devices()).list("targets", shown);
    if (targets.size() == 1) values.name("to", targets.keySet().iterator().next());
    return values
        .own("containers", targets.size() + (targets.size() == 1 ? " container" : " containers"))
        .count("unsettled", moves.stream().filter(move -> !move.settled()).count())
        .all(rest(targets));
  }

  private Map<String, List<DeviceMove>> targets() {
    return moves.stream()
        .collect(
            Collectors.groupingBy(
                move -> Places.name(move.to()), LinkedHashMap::new, Collectors.toList()));
  }

  /** A device that moved twice is one device. */
  private String devices() {
    long devices = moves.stream().map(move -> move.device().identity()).distinct().count();
    return devices + (devices == 1 ? " device" : " devices");
  }

  private static Values target(String name, List<DeviceMove> to, int targets) {
    List<String> sources = new ArrayList<>();
    to.forEach(move -> move.from().ifPresent(from -> sources.add(Places.name(from))));
    int limit = Math.min(NAMES_OF_ONE, NAMES / Math.min(targets, TARGETS));
    List<String> names = Names.of(to, move -> move.device().displayName());
    return new Values()
        .name("to", name)
        .count("moves", to.size())
        .own("from", Tally.of(sources, source -> source).listed(SOURCES))
        .own("names", Names.listed(names, limit));
  }

  private static Values rest(Map<String, List<DeviceMove>> targets) {
    int moves = targets.values().stream().skip(TARGETS).mapToInt(List::size).sum();
    return new Values()
        .count("moreMoves", moves)
        .count("moreContainers", Math.max(0, targets.size() - TARGETS));
  }
}
