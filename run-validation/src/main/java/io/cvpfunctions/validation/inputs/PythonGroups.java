package io.cvpfunctions.validation.inputs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The groups of a regular expression of Python: which are open, and what Java calls them. */
final class PythonGroups {
  /** What is open; number 0 captures nothing, condition 0 is none. */
  private static final class Open {
    private final int number;
    private final int condition;
    private final boolean verboseBefore;
    private int alternatives;

    private Open(int number, int condition, boolean verboseBefore) {
      this.number = number;
      this.condition = condition;
      this.verboseBefore = verboseBefore;
    }
  }

  private final Set<Integer> marked;
  private final Set<Integer> conditions = new HashSet<>();
  private final Set<Integer> closed = new HashSet<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int count;
  private boolean verbose;
  private boolean right = true;

  /** Those groups get a mark, which matches where they took part. */
  PythonGroups(Set<Integer> marked) {
    this.marked = marked;
  }

  /** The groups that conditions ask for. */
  Set<Integer> conditions() {
    return conditions;
  }

  /** Whether white space and comments count for nothing here. */
  boolean verbose() {
    return verbose;
  }

  /** Switches that on or off for the group that was opened last. */
  void verbose(boolean on, boolean off) {
    verbose = (verbose || on) && !off;
  }

  /** Whether, at the end, all are closed and every one that was named is there. */
  boolean areRight() {
    return right && open.isEmpty() && conditions.stream().allMatch(number -> number <= count);
  }

  String open(String translated) {
    open.push(new Open(0, 0, verbose));
    return translated;
  }

  String capture() {
    count++;
    open.push(new Open(count, 0, verbose));
    return marked.contains(count) ? "(()(?:" : "(";
  }

  /** Java's names have no underscores; one that is given twice it refuses itself. */
  String capture(String name) {
    names.put(name, count + 1);
    String plain = capture();
    return "(?<" + javaName(name) + ">" + plain.substring(1);
  }

  private static String javaName(String name) {
    StringBuilder java = new StringBuilder("g");
    name.codePoints().forEach(c -> java.append('x').append(Integer.toHexString(c)));
    return java.toString();
  }

  /** What matches the text of that group again, which has to be closed. */
  String same(String name) {
    right &= names.containsKey(name) && closed.contains(names.get(name));
    return "\\k<" + javaName(name) + ">";
  }

  /** The same by number. */
  String same(int number) {
    right &= closed.contains(number);
    return "(?:\\" + javaNumber(number) + ")";
  }

  private int javaNumber(int number) {
    return number + (int) marked.stream().filter(mark -> mark < number).count();
  }

  String condition(String group) {
    int number = group.matches("\\d{1,3}") ? Integer.parseInt(group) : names.getOrDefault(group, 0);
    right &= number > 0;
    conditions.add(number);
    open.push(new Open(0, number, verbose));
    return "(?:" + mark(number);
  }

  private String mark(int number) {
    return "(?:\\" + (javaNumber(number) + 1) + ")";
  }

  /** A condition has two branches at most, of which the second is for when it does not hold. */
  String alternative() {
    if (open.isEmpty() || open.peek().condition == 0) return "|";
    Open conditional = open.peek();
    right &= conditional.alternatives++ == 0;
    return otherwise(conditional);
  }

  private String otherwise(Open conditional) {
    return "|(?!" + mark(conditional.condition) + ")";
  }

  boolean canClose() {
    return !open.isEmpty();
  }

  String close() {
    Open done = open.pop();
    verbose = done.verboseBefore;
    closed.add(done.number);
    if (marked.contains(done.number)) return "))";
    boolean lacksOther = done.condition > 0 && done.alternatives == 0;
    return lacksOther ? otherwise(done) + ")" : ")";
  }
}
