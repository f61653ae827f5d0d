package io.cvpfunctions.lab.ledger.book;

import static io.cvpfunctions.lab.ledger.book.Fabricated.added;
import static io.cvpfunctions.lab.ledger.book.Fabricated.after;
import static io.cvpfunctions.lab.ledger.book.Fabricated.called;
import static io.cvpfunctions.lab.ledger.book.Fabricated.changed;
import static io.cvpfunctions.lab.ledger.book.Fabricated.in;
import static io.cvpfunctions.lab.ledger.book.Fabricated.left;
import static io.cvpfunctions.lab.ledger.book.Fabricated.moved;
import static io.cvpfunctions.lab.ledger.book.Fabricated.passedOn;
import static io.cvpfunctions.lab.ledger.book.Fabricated.retagged;
import static io.cvpfunctions.lab.ledger.book.Fabricated.told;
import static io.cvpfunctions.lab.ledger.book.Fabricated.warned;
import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker is worth something only if it finds what is wrong, and nothing else. */
class CheckTest {
  private static final Message FIRST = moved("1", "A", "B");
  private static final Message SECOND = moved("2", "B", "C");
  private static final String ALL = "cvp.**";

  private static Fabricated ledger() {
    return new Fabricated().was("A", "B", "C").function("f", ALL);
  }

  private static Fabricated both() {
    return ledger().stored(FIRST, SECOND);
  }

  static Stream<Arguments> good() {
    Message unlike = changed("3", "softwareVersion", "4.30", "4.31");
    return Stream.of(
        of("told in order", both().took("f", FIRST).took("f", SECOND)),
        of(
            "net change only",
            ledger().stored(moved("1", "A", "C")).took("f", moved("1", "A", "C"))),
        of(
            "refused for good",
            both().refused("f", FIRST, 422).dead("f", FIRST, "422").took("f", SECOND)),
        of("later, then done", both().refused("f", FIRST, 503).took("f", FIRST).took("f", SECOND)),
        of(
            "again after a lost answer",
            both().tookUnseen("f", FIRST, 502).took("f", FIRST).took("f", SECOND)),
        of(
            "again after no answer",
            both().tookUnseen("f", FIRST, 0).took("f", FIRST).took("f", SECOND)),
        of(
            "again after a kill in flight",
            both().took("f", FIRST).killed("f 1").took("f", FIRST).took("f", SECOND)),
        of(
            "a batch again after a lost answer",
            both()
                .received("f", FIRST, "c", 200, 200, 0)
                .received("f", SECOND, "c", 200, 200, 0)
                .took("f", FIRST)
                .took("f", SECOND)),
        of(
            "a batch of which one is done, as the answer says",
            both()
                .received("f", FIRST, "c", 200, 503, 503)
                .received("f", SECOND, "c", 503, 503, 503)
                .took("f", SECOND)),
        of(
            "held by the gateway while its caller was killed",
            both()
                .killed("f 1")
                .took("f", FIRST)
                .took("f", SECOND)
                .tookLate("f", FIRST, Fabricated.START.minusSeconds(1))),
        of(
            "a chain",
            both()
                .step("s", "f")
                .took("f", FIRST)
                .took("f", SECOND)
                .took("s", passedOn(FIRST))
                .took("s", passedOn(SECOND))),
        of(
            "an upgrade, and a subscriber of moves alone",
            both()
                .function("m", "cvp.device.moved")
                .had("4.30", "4.31")
                .stored(unlike)
                .took("f", FIRST)
                .took("f", SECOND)
                .took("f", unlike)
                .took("m", FIRST)
                .took("m", SECOND)),
        of("a move with what its device has become", become("localhost", "leaf1", "leaf1")),
        of("gone and back", goneAndBack()),
        of("a CloudVision event, from its beginning to its end", event(WORSE, OVER)),
        of(
            "of an event only what became bad enough, and all after that",
            event(WORSE, OVER).duty("d", "ERROR").took("d", WORSE).took("d", OVER)),
        of("renamed", renamed(changed("1", "container", "A", "A2"))),
        of(
            "of a device in no container, told to one of a site before what is later",
            site(MUTE, PLACED).took("s", MUTE).took("s", PLACED)),
        of("withheld, as it was over in time", over(1).withheld("p", BEGUN).withheld("p", OVER)),
        of("told, as it was over too late", over(7).later(1).took("p", BEGUN).took("p", OVER)),
        of(
            "told, as its end was known too late",
            over(1).later(9).planned("p", OVER).took("p", BEGUN).took("p", OVER)),
        of("told of an end alone, as it had lasted", onlyEnd(7).took("p", after(7, OVER))),
        of("shown too shortly", missedB().shown("x", "B", 15, 3)),
        of(
            "shown to two, neither of whom could know",
            missedB().shown("x", "B", 11, 3).shown("y", "B", 14, 3)),
        of("shown and told", both().shown("x", "B", 11, 6).took("f", FIRST).took("f", SECOND)),
        of(
            "shown, but the state was locked meanwhile",
            missedB().shown("x", "B", 11, 6).blinded(13).blinded(15)),
        of(
            "shown to one that had led until then",
            missedB().shown("x", "A", 5, 1).shown("x", "B", 11, 6).deposed(6)),
        of(
            "told when nothing was pending any more",
            patient().restless(9, 34).later(6).took("w", FIRST).took("w", SECOND)),
        of("told after the quiet", hush("B").later(9).took("q", FIRST).took("q", SECOND)),
        of("told in another's quiet", hush("D").took("q", FIRST).took("q", SECOND)));
  }

  /** It was in B for a while, of which nothing is told. */
  private static Fabricated missedB() {
    Message net = moved("1", "A", "C");
    return ledger().stored(net).took("f", net);
  }

  /** An event that was over so many seconds after it began, on its way to one that holds for 5. */
  private static Fabricated over(int seconds) {
    Message end = OVER;
    Fabricated ledger = new Fabricated();
    ledger.annotated("p", Map.of("cvp.topics", "cvp.event.*", "cvp.hold", "5s"));
    ledger.raised("k", "INFO", "ERROR").planned("p", BEGUN).stored(BEGUN, end);
    return ledger.later(seconds).resolved("k").planned("p", end).later(5);
  }

  /** An event that was bad enough for one that holds for 5 seconds only when it ended. */
  private static Fabricated onlyEnd(int seconds) {
    Message end = after(seconds, OVER);
    Fabricated ledger = new Fabricated();
    Map<String, String> hold = Map.of("cvp.severity", "ERROR", "cvp.hold", "5s");
    ledger.annotated("p", with("cvp.event.*", hold)).raised("k", "INFO", "ERROR");
    return ledger.later(seconds).resolved("k").stored(BEGUN, end).planned("p", end);
  }

  private static final Message MUTE = told("m", "raised", "k", "INFO");
  private static final Message PLACED = in("DC1-A", told("n", "raised", "l", "INFO"));

  /** Whether the first is due to it is up to where the device is by now. */
  private static Fabricated site(Message... stored) {
    return new Fabricated()
        .annotated("s", with("cvp.event.*", Map.of("cvp.containers", "DC1-*")))
        .raised("k", "INFO")
        .raised("l", "INFO")
        .stored(stored);
  }

  private static Map<String, String> with(String topics, Map<String, String> others) {
    Map<String, String> all = new HashMap<>(others);
    all.put("cvp.topics", topics);
    return all;
  }

  private static Fabricated patient() {
    return new Fabricated()
        .was("A", "B", "C")
        .annotated("w", Map.of("cvp.topics", ALL, "cvp.when", "settled"))
        .stored(FIRST, SECOND);
  }

  private static Fabricated hush(String quiet) {
    return new Fabricated()
        .was("A", "B", "C")
        .annotated("q", Map.of("cvp.topics", ALL, "cvp.quiet", "digest"))
        .stored(FIRST, SECOND)
        .quiet(quiet, 5)
        .planned("q", FIRST)
        .planned("q", SECOND);
  }

  /** Moved twice, called so each time, and told with the first move to be called so. */
  private static Fabricated become(String first, String second, String told) {
    Message later = called(SECOND, second);
    return ledger()
        .stored(called(FIRST, first), later)
        .took("f", called(FIRST, told))
        .took("f", later);
  }

  private static Fabricated goneAndBack() {
    Message gone = left("1", Message.REMOVED, "A");
    Message back = added("2", "B");
    Message loose = left("3", Message.UNPROVISIONED, "B");
    Fabricated ledger =
        new Fabricated().was("A", History.ABSENT, "B", History.UNPROVISIONED).function("f", ALL);
    ledger.stored(gone, back, loose);
    return ledger.took("f", gone).took("f", back).took("f", loose);
  }

  private static final Message BEGUN = told("e1", "raised", "k", "INFO");
  private static final Message WORSE = told("e2", "updated", "k", "ERROR");
  private static final Message OVER = told("e3", "resolved", "k", "ERROR");

  /** A CloudVision event that began, got worse and ended, of which that is told. */
  private static Fabricated event(Message... later) {
    Fabricated ledger = new Fabricated().was("A").function("f", ALL);
    ledger.raised("k", "INFO", "ERROR").resolved("k").stored(BEGUN).took("f", BEGUN);
    for (Message each : later) ledger.stored(each).took("f", each);
    return ledger;
  }

  private static Fabricated renamed(Message message) {
    return new Fabricated()
        .was("A")
        .named("A", "A2")
        .function("f", ALL)
        .stored(message)
        .took("f", message);
  }

  private static Arguments of(String name, Object... rest) {
    List<Object> all =
        Stream.concat(Stream.of(Named.of(name, rest[0])), Stream.of(rest).skip(1)).toList();
    return Arguments.of(all.toArray());
  }

  @ParameterizedTest
  @MethodSource("good")
  void findings_goodLedger_none(Fabricated ledger) {
    assertThat(ledger.findings()).isEmpty();
  }

  static Stream<Arguments> bad() {
    Message invented = moved("2", "B", "D");
    Message altered = moved("1", "A", "C");
    return Stream.of(
        of("lost", both().took("f", FIRST), Kind.LOSS),
        of("lost at a step", both().step("s", "f").took("f", FIRST).took("f", SECOND), Kind.LOSS),
        of(
            "refused, and no dead letter",
            both().refused("f", FIRST, 422).took("f", SECOND),
            Kind.LOSS),
        of(
            "a dead letter without a reason",
            both().refused("f", FIRST, 422).dead("f", FIRST, " ").took("f", SECOND),
            Kind.LOSS),
        of(
            "a dead letter that nobody refused",
            both().refused("f", FIRST, 503).dead("f", FIRST, "why?"),
            Kind.LOSS),
        of(
            "a dead letter that was accepted",
            both()
                .refused("f", FIRST, 422)
                .took("f", FIRST)
                .dead("f", FIRST, "422")
                .took("f", SECOND),
            Kind.LOSS),
        of(
            "twice for nothing",
            both().took("f", FIRST).took("f", FIRST).took("f", SECOND),
            Kind.DUPLICATE),
        of(
            "twice for a kill that it was not in flight at",
            both().took("f", FIRST).killed("f 2").took("f", FIRST).took("f", SECOND),
            Kind.DUPLICATE),
        of(
            "three times for one lost answer",
            both().tookUnseen("f", FIRST, 502).took("f", FIRST).took("f", FIRST).took("f", SECOND),
            Kind.DUPLICATE),
        of(
            "a batch's done one again, though its answer was seen",
            both()
                .received("f", FIRST, "c", 200, 503, 503)
                .received("f", SECOND, "c", 503, 503, 503)
                .took("f", FIRST)
                .took("f", SECOND),
            Kind.DUPLICATE),
        of("the later first", both().took("f", SECOND).took("f", FIRST), Kind.DISORDER),
        of(
            "overtaken while it is repeated",
            both().refused("f", FIRST, 503).took("f", SECOND).took("f", FIRST),
            Kind.DISORDER),
        of(
            "overtaken in a batch",
            both()
                .received("f", FIRST, "c", 503, 503, 503)
                .received("f", SECOND, "c", 200, 503, 503)
                .took("f", FIRST),
            Kind.DISORDER),
        of(
            "again, when the caller knew of the later one",
            both().tookUnseen("f", FIRST, 502).took("f", SECOND).took("f", FIRST),
            Kind.DISORDER),
        of(
            "late, though nobody was cut off",
            both()
                .tookUnseen("f", FIRST, 0)
                .took("f", SECOND)
                .tookLate("f", FIRST, Fabricated.START.minusSeconds(1)),
            Kind.DISORDER),
        of(
            "of a device in no container, told to one of a site before what is earlier",
            site(PLACED, MUTE).took("s", MUTE).took("s", PLACED),
            Kind.DISORDER),
        of(
            "told of an end alone, though over at once",
            onlyEnd(3).took("p", after(3, OVER)),
            Kind.LIE),
        of("a place it never was in", ledger().stored(FIRST, invented), Kind.LIE),
        of("backwards", both().stored(moved("3", "C", "B")), Kind.LIE),
        of("a gap", ledger().stored(FIRST, moved("2", "A", "C")), Kind.LIE),
        of("added though there", ledger().stored(added("1", "B")), Kind.LIE),
        of("gone though there", ledger().stored(left("1", Message.REMOVED, "A")), Kind.LIE),
        of(
            "unprovisioned though there",
            ledger().stored(left("1", Message.UNPROVISIONED, "A")),
            Kind.LIE),
        of("never so called", renamed(changed("1", "container", "A", "A3")), Kind.LIE),
        of("never such a version", renamed(changed("1", "softwareVersion", "4", "5")), Kind.LIE),
        of("no change at all", renamed(left("1", Message.CHANGED, "A")), Kind.LIE),
        of(
            "never stored",
            both().took("f", FIRST).took("f", SECOND).took("f", moved("3", "C", "C")),
            Kind.LIE),
        of("not what was stored", both().took("f", altered).took("f", SECOND), Kind.LIE),
        of("a name that the device never had", become("localhost", "leaf1", "leaf2"), Kind.LIE),
        of(
            "a name that the device had before",
            ledger()
                .stored(called(FIRST, "localhost"), called(SECOND, "leaf1"))
                .took("f", called(FIRST, "localhost"))
                .took("f", called(SECOND, "localhost")),
            Kind.LIE),
        of(
            "not what was subscribed to",
            both().function("o", "cvp.event.*").took("o", FIRST),
            Kind.LIE),
        of(
            "not what was passed on",
            both().step("s", "f").took("f", FIRST).took("f", SECOND).took("s", FIRST),
            Kind.LIE),
        of(
            "an event that never was",
            event(WORSE, OVER, told("e4", "raised", "l", "INFO")),
            Kind.LIE),
        of("an event begun twice", event(told("e4", "raised", "k", "INFO"), OVER), Kind.LIE),
        of("an event never so bad", event(told("e4", "updated", "k", "CRITICAL"), OVER), Kind.LIE),
        of("an event after its end", event(OVER, WORSE), Kind.LIE),
        of(
            "an event over that is not",
            new Fabricated().was("A").function("f", ALL).raised("k", "INFO").stored(BEGUN, OVER),
            Kind.LIE),
        of("an event never told", event(OVER).raised("l", "INFO"), Kind.LOSS),
        of("an event's end untold", event(WORSE), Kind.VIEW),
        of(
            "told before it was bad enough",
            event(WORSE, OVER).duty("d", "ERROR").took("d", BEGUN).took("d", WORSE).took("d", OVER),
            Kind.LIE),
        of(
            "of an event that was bad, the end untold",
            event(WORSE, OVER).duty("d", "ERROR").took("d", WORSE),
            Kind.LOSS),
        of("the last move untold", ledger().stored(FIRST).took("f", FIRST), Kind.VIEW),
        of(
            "the new name untold",
            both().named("C", "C2").took("f", FIRST).took("f", SECOND),
            Kind.VIEW),
        of("shown and never told", missedB().shown("x", "B", 11, 6), Kind.LOSS),
        of("withheld in part", over(1).withheld("p", BEGUN).took("p", OVER), Kind.LOSS),
        of(
            "withheld, though it lasted",
            over(7).withheld("p", BEGUN).withheld("p", OVER),
            Kind.LOSS),
        of(
            "withheld from one that does not ask for it",
            event(WORSE, OVER).withheld("f", BEGUN),
            Kind.LOSS),
        of("told, though known to be over", over(1).took("p", BEGUN).took("p", OVER), Kind.LIE),
        of(
            "told before the hold was over",
            over(0).took("p", BEGUN).withheld("p", OVER),
            Kind.LOSS),
        of(
            "told while something was pending",
            patient().restless(9, 60).took("w", FIRST).took("w", SECOND),
            Kind.LIE),
        of("told in the quiet", hush("B").took("q", FIRST).took("q", SECOND), Kind.LIE),
        of("left in an old belief", both().took("f", SECOND).took("f", FIRST), Kind.VIEW));
  }

  private static Fabricated nobody() {
    return new Fabricated().was("A");
  }

  static Stream<Arguments> goodBesides() {
    return Stream.of(
        of("an event too little to be told", nobody().raised("k", "DEBUG").resolved("k")),
        of(
            "one that got worse, and better again",
            nobody()
                .raised("k", "DEBUG", "WARNING", "DEBUG")
                .stored(told("1", "raised", "k", "WARNING"), told("2", "updated", "k", "DEBUG"))),
        of(
            "a tag, given, changed and taken",
            nobody()
                .tagged("", "P1", "P2", "")
                .stored(retagged("1", "", "P1"), retagged("2", "P1", "P2"))
                .stored(retagged("3", "P2", ""))),
        of(
            "a tag beside a container",
            ledger()
                .tagged("P1", "P2")
                .stored(FIRST, retagged("3", "P1", "P2"), SECOND)
                .took("f", FIRST)
                .took("f", retagged("3", "P1", "P2"))
                .took("f", SECOND)),
        of("blind for long", nobody().stored(warned("1", "blind", "tags-broken", 5))),
        of(
            "suspicious, and over",
            nobody()
                .listed(30)
                .listed(9)
                .stored(warned("1", "suspicious", "devices-missing", 0))
                .stored(warned("2", "sees", "devices-missing", 0))),
        of(
            "a dead letter",
            both()
                .refused("f", FIRST, 422)
                .dead("f", FIRST, "422")
                .took("f", SECOND)
                .stored(warned("3", "blind", "dead-letters", 0))
                .took("f", warned("3", "blind", "dead-letters", 0))),
        of(
            "again after an hour",
            nobody()
                .stored(warned("1", "blind", "tags-broken", 6))
                .stored(warned("2", "sees", "tags-broken", 6))
                .later(3600)
                .stored(warned("3", "blind", "tags-broken", 6))));
  }

  static Stream<Arguments> badBesides() {
    Message blind = warned("1", "blind", "cloudvision-unreachable", 6);
    return Stream.of(
        of(
            "an event too little, told",
            nobody().raised("k", "DEBUG", "INFO").stored(told("1", "raised", "k", "DEBUG")),
            Kind.LIE),
        of("one that got worse, untold", nobody().raised("k", "DEBUG", "INFO"), Kind.LOSS),
        of(
            "a tag that it never had",
            nobody().tagged("", "P1").stored(retagged("1", "", "P2")),
            Kind.LIE),
        of(
            "a gap in a tag's story",
            nobody().tagged("P1", "P2", "P3").stored(retagged("1", "P2", "P3")),
            Kind.LIE),
        of(
            "a tag backwards",
            nobody()
                .tagged("P1", "P2", "P3")
                .stored(retagged("1", "P1", "P3"), retagged("2", "P3", "P2")),
            Kind.LIE),
        of("a tag untold", nobody().tagged("P1", "P2"), Kind.VIEW),
        of("blind too soon", nobody().stored(warned("1", "blind", "tags-broken", 4)), Kind.LIE),
        of("blind of nothing", nobody().stored(warned("1", "blind", "token-expires", 9)), Kind.LIE),
        of("no dead letter", nobody().stored(warned("1", "blind", "dead-letters", 0)), Kind.LIE),
        of(
            "suspicious of whole lists",
            nobody().listed(30).listed(30).stored(warned("1", "suspicious", "devices-missing", 0)),
            Kind.LIE),
        of(
            "over, though never told",
            nobody().stored(warned("1", "sees", "x-broken", 0)),
            Kind.LIE),
        of(
            "twice within an hour",
            nobody()
                .stored(blind, warned("2", "sees", "cloudvision-unreachable", 6))
                .later(3599)
                .stored(warned("3", "blind", "cloudvision-unreachable", 6)),
            Kind.DUPLICATE));
  }

  @ParameterizedTest
  @MethodSource("goodBesides")
  void findings_goodLedgerOfEventsTagsAndWarnings_none(Fabricated ledger) {
    assertThat(ledger.findings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("badBesides")
  void findings_badLedgerOfEventsTagsAndWarnings_saysSo(Fabricated ledger, Kind kind) {
    assertThat(ledger.findings()).extracting(Finding::kind).contains(kind);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void findings_badLedger_saysSo(Fabricated ledger, Kind kind) {
    assertThat(ledger.findings()).extracting(Finding::kind).contains(kind);
  }

  @Test
  void subscriber_wildcards_areReadAsDesigned() {
    assertThat(wants("cvp.device.*", "cvp.device.moved")).isTrue();
    assertThat(wants("cvp.*", "cvp.device.moved")).isFalse();
    assertThat(wants("cvp.**", "cvp.device.moved")).isTrue();
    assertThat(wants("cvp.device.moved.**", "cvp.device.moved")).isTrue();
    assertThat(wants("**.moved", "cvp.device.moved")).isTrue();
    assertThat(wants("cvp.device.moved", "cvp-device-moved")).isFalse();
  }

  private static boolean wants(String topic, String type) {
    Message message = new Message("1", type, "s", FIRST.data(), FIRST.time());
    return Subscriber.of("f", Map.of("cvp.topics", topic)).passes(message);
  }

  @Test
  void subscriber_containers_areThoseOfEitherEnd() {
    Subscriber site = Subscriber.of("f", Map.of("cvp.topics", ALL, "cvp.containers", "DC1-*"));
    assertThat(site.passes(moved("1", "DC1-A", "X"))).isTrue();
    assertThat(site.passes(moved("1", "X", "DC1-A"))).isTrue();
    assertThat(site.passes(moved("1", "X", "DC2-A"))).isFalse();
  }
}
