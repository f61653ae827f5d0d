package io.cvpfunctions.lab.eos;

import java.util.Optional;

/** Answers commands before the switch's own table is asked; called by several threads at once. */
@FunctionalInterface
public interface Answers {
  /**
   * Empty: ask the table. {@code format} is json or text, {@code revision} 0 where none was asked.
   */
  Optional<CommandAnswer> answer(String command, String format, int revision);
}
