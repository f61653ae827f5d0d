package io.cvpfunctions.slack;

import io.cvpfunctions.slack.api.Outlet;
import java.util.Objects;

/** Where an event is told, and who is called. Immutable. */
final class Route {
  private final Outlet outlet;
  private final String mentions;

  Route(Outlet outlet, String mentions) {
    this.outlet = outlet;
    this.mentions = mentions;
  }

  Outlet outlet() {
    return outlet;
  }

  String mentions() {
    return mentions;
  }

  @Override
  public boolean equals(Object other) {
    if (!(other instanceof Route)) return false;
    Route route = (Route) other;
    return route.outlet == outlet && route.mentions.equals(mentions);
  }

  @Override
  public int hashCode() {
    return Objects.hash(System.identityHashCode(outlet), mentions);
  }

  @Override
  public String toString() {
    return outlet + " " + mentions;
  }
}
