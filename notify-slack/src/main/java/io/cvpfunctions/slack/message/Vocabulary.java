package io.cvpfunctions.slack.message;

import java.util.List;
import java.util.Set;

/** Every name that a template can ask for; a name that is not here is a slip of the pen. */
final class Vocabulary {
  private static final String ALL =
      String.join(
          " ",
          "acknowledged address allUrl bad blind cause catalog changes cmdb cmdbAction cmdbSystem",
          "cmdbUrl color container containers count counts description detail device devices ending eos",
          "field firstId from headline id inShort interface lastId lasted lines model more",
          "moreContainers moreMoves movedBy moves name names part parts passed passedNames path",
          "raised reason reasons resolved seenBy sees serial settled severities severity sign since",
          "skipped skippedNames state states suspicious targets test tests text time title to took",
          "type types unsettled updated url verdict verdicts waitsFor what worst worstNames");

  private static final Set<String> NAMES = Set.of(ALL.split(" ", -1));

  /** What a block can be repeated for. */
  static final List<String> LISTS = List.of("bad", "changes", "lines", "parts", "targets", "worst");

  private Vocabulary() {}

  static boolean has(String name) {
    return NAMES.contains(name);
  }
}
