package io.cvpfunctions.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Labelled values of a message; what is not known is left out. Not thread-safe. */
final class Fields {
  private final List<Mrkdwn> texts = new ArrayList<>();

  /** Adds a foreign value, where there is one. */
  Fields add(String label, Optional<String> value) {
    value.ifPresent(text -> add(label, Mrkdwn.empty().code(text)));
    return this;
  }

  /** Adds a value, where there is one. */
  Fields add(String label, Mrkdwn value) {
    if (!value.isEmpty()) texts.add(Mrkdwn.of("*" + label + "*\n").add(value));
    return this;
  }

  List<Mrkdwn> texts() {
    return texts;
  }
}
