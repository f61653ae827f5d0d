package io.cvpfunctions.lab.page;

import com.sun.net.httpserver.Headers;
import java.util.Set;

/**
 * Keeps other sites' pages from pressing the buttons: a browser says in {@code Origin} and {@code
 * Sec-Fetch-Site} who asks, and in {@code Host} by which name, which is another one where a foreign
 * name was made to resolve to this machine.
 */
public final class SameSite {
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private final Set<String> hosts;

  /** For what listens on that port of this machine. */
  public SameSite(int port) {
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  /** Whether it may act. */
  public boolean allows(Headers headers) {
    return names(headers) && asks(headers);
  }

  /** Whether it was asked for by this name. */
  boolean names(Headers headers) {
    String host = headers.getFirst("Host");
    return host != null && hosts.contains(host);
  }

  /** Whether the page itself asks, or no browser does. */
  boolean asks(Headers headers) {
    String origin = headers.getFirst("Origin");
    String site = headers.getFirst("Sec-Fetch-Site");
    return (origin == null || origin.equals("http://" + headers.getFirst("Host")))
        && (site == null || OWN.contains(site));
  }
}
