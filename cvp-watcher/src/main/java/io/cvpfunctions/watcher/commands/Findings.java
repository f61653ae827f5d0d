package io.cvpfunctions.watcher.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Set;

/** Tells what a check found, each at once or all together as JSON, and remembers the worst. */
final class Findings {
  private static final String OK = "ok";
  private static final String FAILURE = "failure";
  private static final String WARNING = "warning";

  private final PrintWriter out;
  private final boolean json;
  private final ArrayNode list = JsonNodeFactory.instance.arrayNode();
  private String area = "";
  private int warnings;
  private int failures;
  private boolean sees;

  private Findings(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  /** Lines for people, as they come. */
  static Findings asText(PrintWriter out) {
    return new Findings(out, false);
  }

  /** One object for programs, once {@link #end} is called. */
  static Findings asJson(PrintWriter out) {
    return new Findings(out, true);
  }

  /**
   * Looks at one area; an error of ours there is a failure, and ends no other area.
   *
   * @param name for programs
   */
  void in(String name, Runnable look) {
    area = name;
    try {
      look.run();
    } catch (RuntimeException bug) {
      String what = name + " could not be looked at: " + bug.getClass().getSimpleName();
      failure(what, "This is an error of cvp-watcher: please report it.");
    }
  }

  void ok(String what) {
    add(OK, what, "");
  }

  /** A source is good for this. */
  void sees(String what) {
    sees = true;
    ok(what);
  }

  /** Whether any source is good for anything. */
  boolean seesAnything() {
    return sees;
  }

  /** It works, yet somebody should look at it. */
  void warning(String what, String todo) {
    add(WARNING, what, todo);
  }

  /** It does not work; the last part says what to do. */
  void failure(String what, String todo) {
    add(FAILURE, what, todo);
  }

  /** What somebody else found, in the words of that; a word that nobody knows is no good one. */
  void told(String status, String what, String todo) {
    add(Set.of(OK, WARNING).contains(status) ? status : FAILURE, what, todo);
  }

  private void add(String status, String what, String todo) {
    if (status.equals(FAILURE)) failures++;
    if (status.equals(WARNING)) warnings++;
    if (json) node(status, what, todo);
    else print(status, line(what), line(todo));
  }

  /** What comes from elsewhere could else look like lines of ours. */
  private static String line(String text) {
    return text.replaceAll("[\\s\\p{Cntrl}]+", " ");
  }

  boolean failed() {
    return failures > 0;
  }

  /** Nothing more will be found. */
  void end() {
    if (!json) return;
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.put("check", failed() ? FAILURE : warnings > 0 ? WARNING : OK);
    all.put("failures", failures).put("warnings", warnings).set("checks", list);
    out.println(all.toPrettyString());
    out.flush();
  }

  private void node(String status, String what, String todo) {
    ObjectNode node = list.addObject().put("area", area).put("status", status).put("detail", what);
    if (!todo.isEmpty()) node.put("todo", todo);
  }

  private void print(String status, String what, String todo) {
    out.printf("%-8s %s%n", status, what);
    if (!todo.isEmpty()) out.printf("%-8s %s%n", "", todo);
    out.flush();
  }
}
