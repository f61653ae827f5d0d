package io.cvpfunctions.validation.eapi;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Command.Format;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which commands go in one request: those of one format, in their order, and not too many. */
final class Batches {
  /** About twenty: more wait longer for each other than the requests that they save take. */
  static final int LARGEST = 25;

  private Batches() {}

  /** Each request's commands; what is better alone comes at the end, and so delays nothing. */
  static List<List<Command>> of(Collection<Command> commands, Predicate<Command> alone) {
    List<List<Command>> batches = new ArrayList<>();
    for (Format format : Format.values()) {
      List<Command> quick = having(commands, c -> c.format() == format && !alone.test(c));
      for (int from = 0; from < quick.size(); from += LARGEST) {
        batches.add(quick.subList(from, Math.min(quick.size(), from + LARGEST)));
      }
    }
    having(commands, alone).forEach(command -> batches.add(List.of(command)));
    return batches;
  }

  static List<Command> having(Collection<Command> commands, Predicate<Command> what) {
    return commands.stream().filter(what).collect(Collectors.toList());
  }
}
