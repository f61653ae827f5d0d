package io.cvpfunctions.validation.inputs;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads a regular expression of Python (3.11) and writes the same for Java.
 *
 * <p>What the two spell differently is rewritten, what only Java has is refused. Java knows no
 * condition on a group, so a group that one asks for gets an empty group of its own at its start,
 * which matches where the group took part.
 */
final class PythonPatternReader {
  /** What a repetition would be of. */
  private enum Last {
    NOTHING,
    ITEM,
    REPETITION,
    FINISHED
  }

  private static final Pattern COUNT = Pattern.compile("\\{(\\d*)(,?)(\\d*)}");
  private static final Pattern COMMENT = Pattern.compile("\\(\\?#[^)]*\\)");
  private static final Pattern FLAGS =
      Pattern.compile("\\(\\?(?!:)([aimsux]*)(?:-([imsx]+))?([:)])");
  private static final Pattern NAMED = Pattern.compile("\\(\\?P<([^\\W\\d]\\w*)>");
  private static final Pattern SAME = Pattern.compile("\\(\\?P=([^\\W\\d]\\w*)\\)");
  private static final Pattern CONDITION = Pattern.compile("\\(\\?\\(([^\\W\\d]\\w*|\\d+)\\)");
  private static final Pattern PLAIN = Pattern.compile("\\((?:\\?(?::|=|!|<=|<!|>))?(?!\\?)");
  private static final Pattern IGNORED = Pattern.compile("\\s|#[^\\n]*");
  private static final Pattern ANCHOR = Pattern.compile("\\\\[AbBZ]");

  private final String text;
  private final PythonGroups groups;
  private final StringBuilder java = new StringBuilder();
  private int at;
  private boolean begun;
  private Last last = Last.NOTHING;

  private PythonPatternReader(String text, Set<Integer> marked) {
    this.text = text;
    this.groups = new PythonGroups(marked);
  }

  /**
   * The same expression as Java writes it.
   *
   * @throws PatternSyntaxException where Python would refuse it
   */
  static String toJava(String text) {
    PythonPatternReader first = new PythonPatternReader(text, Set.of());
    first.read();
    if (first.groups.conditions().isEmpty()) return first.java.toString();
    PythonPatternReader second = new PythonPatternReader(text, first.groups.conditions());
    second.read();
    return second.java.toString();
  }

  private void read() {
    while (at < text.length()) next(text.charAt(at));
    check(groups.areRight(), "missing ), or no such group");
  }

  private void next(char next) {
    Matcher ignored = matcher(IGNORED);
    if (groups.verbose() && ignored.lookingAt()) {
      at = ignored.end();
    } else if (next == '(') {
      open();
    } else if (next == ')') {
      close();
    } else if (next == '|') {
      copy(groups.alternative(), Last.NOTHING);
    } else if ("*+?".indexOf(next) >= 0) {
      repeat(String.valueOf(next), 1);
    } else if (next == '{') {
      count();
    } else {
      item(next);
    }
  }

  private void item(char next) {
    if (next == '[') {
      PythonClass found = PythonClass.read(text, at);
      write(found.java(), found.end(), Last.ITEM);
    } else if (next == '\\') {
      Last what = matcher(ANCHOR).lookingAt() ? Last.NOTHING : Last.ITEM;
      PythonEscape found = PythonEscape.read(text, at, groups);
      write(found.java(), found.end(), what);
    } else {
      copy(String.valueOf(next), next == '^' || next == '$' ? Last.NOTHING : Last.ITEM);
    }
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
  }

  /** Writes that for one character. */
  private void copy(String translated, Last what) {
    write(translated, at + 1, what);
  }

  private void write(String translated, int end, Last what) {
    java.append(translated);
    at = end;
    last = what;
    begun = true;
  }

  private void check(boolean right, String wrong) {
    if (!right) throw new PatternSyntaxException(wrong, text, at);
  }

  /** One behind it may make it lazy or possessive; another repetition may not follow. */
  private void repeat(String how, int length) {
    boolean modifies = last == Last.REPETITION && (how.equals("?") || how.equals("+"));
    check(last == Last.ITEM || modifies, last == Last.NOTHING ? "nothing to repeat" : "twice");
    write(how, at + length, modifies ? Last.FINISHED : Last.REPETITION);
  }

  /** Braces that say no count stand for themselves. */
  private void count() {
    Matcher count = matcher(COUNT);
    if (!count.lookingAt() || count.group().equals("{}")) {
      copy("\\{", Last.ITEM);
      return;
    }
    String least = count.group(1).isEmpty() ? "0" : count.group(1);
    repeat("{" + least + count.group(2) + count.group(3) + "}", count.group().length());
  }

  private void open() {
    Matcher flags = matcher(FLAGS);
    Matcher named = matcher(NAMED);
    Matcher same = matcher(SAME);
    Matcher condition = matcher(CONDITION);
    Matcher plain = matcher(PLAIN);
    Matcher comment = matcher(COMMENT);
    if (comment.lookingAt()) at = comment.end();
    else if (flags.lookingAt()) flags(flags);
    else if (named.lookingAt()) write(groups.capture(named.group(1)), named.end(), Last.NOTHING);
    else if (same.lookingAt()) write(groups.same(same.group(1)), same.end(), Last.ITEM);
    else if (condition.lookingAt()) condition(condition);
    else if (plain.lookingAt()) plain(plain);
    else check(false, "unknown extension");
  }

  private void plain(Matcher plain) {
    boolean captures = plain.group().equals("(");
    String opened = captures ? groups.capture() : groups.open(plain.group());
    write(opened, plain.end(), Last.NOTHING);
  }

  private void condition(Matcher condition) {
    write(groups.condition(condition.group(1)), condition.end(), Last.NOTHING);
  }

  /** For the whole expression only at its start, and then only switched on. */
  private void flags(Matcher flags) {
    String on = flags.group(1);
    boolean scoped = flags.group(3).equals(":");
    check(!on.contains("a") || !on.contains("u"), "flags that exclude each other");
    check(scoped || (!begun && flags.group(2) == null && !on.isEmpty()), "flags must come first");
    String translated = javaFlags(on, flags.group(2));
    if (scoped) {
      write(groups.open("(?" + translated + ":"), flags.end(), Last.NOTHING);
    } else {
      java.append(translated.isEmpty() ? "" : "(?" + translated + ")");
      at = flags.end();
    }
    groups.verbose(on.contains("x"), flags.group(2) != null && flags.group(2).contains("x"));
  }

  /** Letters without Unicode are Java's usual ones; what is verbose is left out here already. */
  private static String javaFlags(String on, String off) {
    String more = on.replaceAll("[aux]", "");
    String less = (off == null ? "" : off.replace("x", "")) + (on.contains("a") ? "Uu" : "");
    return more + (less.isEmpty() ? "" : "-" + less);
  }

  private void close() {
    check(groups.canClose(), "unbalanced parenthesis");
    copy(groups.close(), Last.ITEM);
  }
}
