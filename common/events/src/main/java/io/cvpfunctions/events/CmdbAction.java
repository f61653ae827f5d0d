package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.Optional;

/** What recording a move did in the CMDB. */
public final class CmdbAction {
  private final String system;
  private final String action;
  private final String url;

  private CmdbAction(String system, String action, String url) {
    this.system = system;
    this.action = action;
    this.url = url;
  }

  /** The action is one of created, updated, unchanged, proposed; the URL may be null. */
  public static CmdbAction of(String system, String action, String url) {
    return new CmdbAction(
        Objects.requireNonNull(system, "system"), Objects.requireNonNull(action, "action"), url);
  }

  /** Reads what device-move wrote. */
  public static CmdbAction from(DataReader data) {
    return of(
        data.requiredText("system"), data.requiredText("action"), data.text("url").orElse(null));
  }

  public String system() {
    return system;
  }

  public String action() {
    return action;
  }

  /** Where a person can look at the record. */
  public Optional<String> url() {
    return Optional.ofNullable(url);
  }

  /** The action as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object().put("system", system).put("action", action);
    Json.put(node, "url", url());
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CmdbAction && ((CmdbAction) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, action, url);
  }

  @Override
  public String toString() {
    return system + ": " + action;
  }
}
