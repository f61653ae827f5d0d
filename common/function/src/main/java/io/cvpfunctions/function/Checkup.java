package io.cvpfunctions.function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what a function finds when it looks whether all it needs is there: the answer to {@code
 * GET ?check}. Each finding says what was looked at, how it is, and what to do. Not thread-safe.
 */
public final class Checkup {
  private static final Logger LOG = LoggerFactory.getLogger(Checkup.class);

  private final ArrayNode checks = Reply.object().arrayNode();
  private final ArrayNode containers = Reply.object().arrayNode();
  private final ObjectNode addresses = Reply.object();
  private int warnings;
  private int failures;

  /** It is as it should be. */
  public void ok(String name, String detail) {
    add(name, "ok", detail);
  }

  /** It works, yet somebody should look at it. */
  public void warning(String name, String detail, String todo) {
    warnings++;
    add(name, "warning", detail).put("todo", todo);
  }

  /** It does not work. */
  public void failure(String name, String detail, String todo) {
    failures++;
    add(name, "failure", detail).put("todo", todo);
  }

  /**
   * Tries it, and takes what it says for well; what it throws is a failure, and ends no other
   * check.
   *
   * @return whether it went well
   */
  public boolean attempt(String name, String todo, Supplier<String> attempt) {
    try {
      ok(name, attempt.get());
      return true;
    } catch (RuntimeException failed) {
      Problem problem = Problem.from(failed);
      problem.cause().ifPresent(bug -> LOG.error("the check of {} failed", name, bug));
      problem.errors().forEach(error -> failure(name, error, todo));
      return false;
    }
  }

  /**
   * Names containers as the function's settings do; whoever asks knows which ones there are.
   *
   * @param where the place in the settings, for people
   * @param patterns names, with {@code *} for any run of characters and {@code ?} for one
   */
  public void containers(String where, List<String> patterns) {
    for (String each : patterns) containers.addObject().put("where", where).put("pattern", each);
  }

  /**
   * Says which addresses of devices the function would connect to.
   *
   * @param field of a device in events
   * @param networks as CIDR
   */
  public void addresses(String field, List<String> networks) {
    addresses.put("field", field);
    ArrayNode list = addresses.putArray("networks");
    networks.forEach(list::add);
  }

  private ObjectNode add(String name, String status, String detail) {
    return checks.addObject().put("name", name).put("status", status).put("detail", detail);
  }

  /** The worst of it in one word. */
  String worst() {
    if (failures > 0) return "failure";
    return warnings > 0 ? "warning" : "ok";
  }

  /** The sum of it, for the log. */
  String summary() {
    return "failures: " + failures + ", warnings: " + warnings + ", of " + checks.size();
  }

  void writeTo(ObjectNode answer) {
    answer.put("check", worst());
    answer.set("checks", checks);
    if (!containers.isEmpty()) answer.set("containers", containers);
    if (!addresses.isEmpty()) answer.set("addresses", addresses);
  }
}
