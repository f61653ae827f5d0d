package io.cvpfunctions.lab.page;

import com.fasterxml.jackson.databind.JsonNode;

/** Something that a button of the page does. */
@FunctionalInterface
public interface Verb {
  /**
   * Does it and says in words what was done.
   *
   * @throws IllegalArgumentException where that cannot be done, with the reason
   */
  String act(JsonNode request) throws InterruptedException;
}
