package io.cvpfunctions.slack;

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

/** Many devices moved, or were seen for the first time, in one message. */
final class MoveDigest {
  private static final int TARGETS = 15;
  private static final int SOURCES = 5;

  /** Shared by the lists of names under all targets. */
  private static final int NAMES = 6000;

  private static final int NAMES_OF_ONE = 2000;

  private final List<DeviceMove> moves;
  private final String verb;

  private MoveDigest(List<CloudEvent> events, Function<DataReader, DeviceMove> read, String verb) {
    this.moves =
        events.stream().map(event -> Events.data(event, read)).collect(Collectors.toList());
    this.verb = verb;
  }

  static SlackMessage moved(List<CloudEvent> events) {
    return new MoveDigest(events, DeviceMove::fromMoved, " moved to ").message(events);
  }

  static SlackMessage added(List<CloudEvent> events) {
    return new MoveDigest(events, DeviceMove::fromAdded, " new in ").message(events);
  }

  private SlackMessage message(List<CloudEvent> events) {
    Map<String, List<DeviceMove>> targets = targets();
    String only = targets.keySet().iterator().next();
    boolean one = targets.size() == 1;
    String start = devices() + verb;
    String several = start + targets.size() + " containers";
    MessageBuilder message =
        MessageBuilder.headed(one ? start + ForeignText.inHeadline(only) : several);
    message.section(Mrkdwn.dotted(cmdb(), pending()));
    targets.entrySet().stream()
        .limit(TARGETS)
        .forEach(t -> message.section(target(t.getKey(), t.getValue(), targets.size())));
    message.section(rest(targets));
    Mrkdwn fallback = one ? Mrkdwn.of(start).name(only) : Mrkdwn.of(several);
    return message.build(fallback, Footer.ofDigest(events));
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

  private Mrkdwn target(String name, List<DeviceMove> to, int targets) {
    Mrkdwn text = Mrkdwn.empty().code(name).say(" *" + to.size() + "*");
    List<String> sources = new ArrayList<>();
    to.forEach(move -> move.from().ifPresent(from -> sources.add(Places.name(from))));
    if (!sources.isEmpty()) {
      text.say(" from ").add(Tally.of(sources, source -> source).listed(SOURCES));
    }
    int limit = Math.min(NAMES_OF_ONE, NAMES / Math.min(targets, TARGETS));
    List<String> names = Names.of(to, move -> move.device().displayName());
    return text.say("\n").add(Names.listed(names, limit));
  }

  private static Mrkdwn rest(Map<String, List<DeviceMove>> targets) {
    if (targets.size() <= TARGETS) return Mrkdwn.empty();
    int moves = targets.values().stream().skip(TARGETS).mapToInt(List::size).sum();
    return Mrkdwn.of("and " + moves + " into " + (targets.size() - TARGETS) + " more containers");
  }

  private Mrkdwn cmdb() {
    List<String> actions = new ArrayList<>();
    moves.forEach(move -> move.cmdb().ifPresent(done -> actions.add(done.action())));
    if (actions.isEmpty()) return Mrkdwn.empty();
    return Mrkdwn.of("CMDB: ").add(Tally.of(actions, action -> action).listed(SOURCES));
  }

  private Mrkdwn pending() {
    long waiting = moves.stream().filter(move -> !move.settled()).count();
    return waiting == 0 ? Mrkdwn.empty() : Mrkdwn.of("⏳ " + waiting + " not settled yet");
  }
}
