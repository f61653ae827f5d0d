package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Objects;

/**
 * What the watcher cannot see, or would not believe: the data of {@code cvp.watcher.blind}, {@code
 * .sees} and {@code .suspicious}.
 */
public final class WatcherWarning {
  private final String cause;
  private final Instant since;
  private final String detail;

  private WatcherWarning(String cause, Instant since, String detail) {
    this.cause = cause;
    this.since = since;
    this.detail = detail;
  }

  /** The cause is one word that stays the same while it lasts; the detail is for people. */
  public static WatcherWarning of(String cause, Instant since, String detail) {
    return new WatcherWarning(
        Objects.requireNonNull(cause, "cause"),
        Objects.requireNonNull(since, "since"),
        Objects.requireNonNull(detail, "detail"));
  }

  /** Reads the data of a {@code cvp.watcher.*} event. */
  public static WatcherWarning from(DataReader data) {
    return of(
        data.requiredText("cause"),
        data.time("since").orElse(Instant.EPOCH),
        data.text("detail").orElse(""));
  }

  public String cause() {
    return cause;
  }

  public Instant since() {
    return since;
  }

  public String detail() {
    return detail;
  }

  /** The data as events carry it. */
  public ObjectNode toJson() {
    return Json.object().put("cause", cause).put("since", since.toString()).put("detail", detail);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WatcherWarning && ((WatcherWarning) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return Objects.hash(cause, since, detail);
  }

  @Override
  public String toString() {
    return cause + ": " + detail;
  }
}
