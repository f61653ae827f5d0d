package io.cvpfunctions.slack.message;

import io.cvpfunctions.events.Container;

/** How containers are called in messages. */
final class Places {
  private Places() {}

  /** A tag that stands in for a container says which tag it is. */
  static String name(Container container) {
    return container.label().map(label -> label + ": ").orElse("") + container.name();
  }
}
