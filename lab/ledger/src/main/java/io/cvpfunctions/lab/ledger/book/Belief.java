package io.cvpfunctions.lab.ledger.book;

import java.util.HashMap;
import java.util.Map;

/** Where somebody believes the devices to be, after all that he was told. Not thread-safe. */
final class Belief {
  private final History history;
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  /** Begins with what the baseline saw. */
  Belief(History history) {
    this.history = history;
    for (String serial : history.devices()) {
      String first = history.places(serial).get(0);
      places.put(serial, first);
      names.put(serial, history.firstNameOf(first));
    }
  }

  void take(Message message) {
    if (message.places()) places.put(message.subject(), message.place());
    if (message.names()) names.put(message.subject(), message.newName());
  }

  /** In no container is in no container, whether the device is still known or not. */
  boolean right(String serial) {
    String truth = history.last(serial);
    String place = places.get(serial);
    if (History.nowhere(truth)) return History.nowhere(place);
    return truth.equals(place) && history.nameOf(truth).equals(names.get(serial));
  }

  String of(String serial) {
    return places.get(serial) + ", called " + names.get(serial);
  }
}
