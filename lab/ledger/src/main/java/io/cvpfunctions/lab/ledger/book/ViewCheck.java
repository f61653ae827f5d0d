package io.cvpfunctions.lab.ledger.book;

import io.cvpfunctions.lab.ledger.book.Finding.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In the end, every function believes each device to be where CloudVision has it, in a container of
 * that name, as far as it is told of such things.
 */
public final class ViewCheck implements Check {
  /** Whether the last places and names have all become events. */
  public static boolean told(Ledger ledger) {
    return ofTheWatcher(ledger).isEmpty();
  }

  @Override
  public List<Finding> findings(Ledger ledger) {
    List<Finding> findings = new ArrayList<>(ofTheWatcher(ledger));
    ledger.subscribers().forEach(each -> findings.addAll(of(each, ledger)));
    return findings;
  }

  private static List<Finding> ofTheWatcher(Ledger ledger) {
    Belief belief = new Belief(ledger.history());
    ledger.outbox().forEach(belief::take);
    return ledger.history().devices().stream()
        .filter(serial -> !belief.right(serial))
        .map(serial -> finding("the watcher", serial, belief, ledger))
        .toList();
  }

  /**
   * An event that comes again, be it late, is known by its id. Devices whose last news it is not
   * told of, or has refused, are none of its business.
   */
  private static List<Finding> of(Subscriber subscriber, Ledger ledger) {
    Belief belief = new Belief(ledger.history());
    Set<String> known = new HashSet<>();
    ledger.receipts().stream()
        .filter(receipt -> receipt.function().equals(subscriber.name()) && receipt.accepted())
        .filter(receipt -> known.add(receipt.message().id()))
        .forEach(receipt -> belief.take(receipt.message()));
    Set<String> due = ledger.due(subscriber).stream().map(Message::id).collect(Collectors.toSet());
    Set<String> dead = ledger.dead();
    Predicate<Message> business =
        news ->
            due.contains(news.id()) && !dead.contains(Receipt.key(subscriber.name(), news.id()));
    Map<String, Message> placing = last(ledger.outbox(), Message::places);
    Map<String, Message> naming = last(ledger.outbox(), Message::names);
    return placing.keySet().stream()
        .filter(serial -> Stream.of(placing, naming).allMatch(m -> business(m, serial, business)))
        .filter(serial -> !belief.right(serial))
        .map(serial -> finding(subscriber.name(), serial, belief, ledger))
        .toList();
  }

  private static boolean business(
      Map<String, Message> last, String serial, Predicate<Message> business) {
    return !last.containsKey(serial) || business.test(last.get(serial));
  }

  private static Map<String, Message> last(List<Message> outbox, Predicate<Message> telling) {
    Map<String, Message> last = new HashMap<>();
    outbox.stream().filter(telling).forEach(each -> last.put(each.subject(), each));
    return last;
  }

  private static Finding finding(String who, String serial, Belief belief, Ledger ledger) {
    String truth = ledger.history().last(serial);
    String what = "%s believes %s in %s, but it is in %s, called %s";
    String name = ledger.history().nameOf(truth);
    String text = what.formatted(who, serial, belief.of(serial), truth, name);
    return new Finding(Kind.VIEW, ledger.end(), text);
  }
}
