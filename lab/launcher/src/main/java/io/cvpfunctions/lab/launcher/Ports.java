package io.cvpfunctions.lab.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/** Hands out ports: the usual one where it is free, else another, and says so. */
public final class Ports {
  /**
   * Above it begins the range that systems hand out to outgoing connections, where a port that was
   * free a moment ago may be taken by the time a process binds it (facts: integrations C5).
   */
  private static final int EPHEMERAL = 32768;

  private final Story story;
  private final Set<Integer> given = new HashSet<>();

  /** Says to that story which port is not the usual one. */
  public Ports(Story story) {
    this.story = story;
  }

  /** The usual port of {@code what} on the loopback address, or the next one that is free. */
  public int usual(String what, int port) {
    int free = from(port);
    if (free != port) {
      story.say("Port " + port + " of " + what + " is taken: " + free + " is used instead.");
    }
    return free;
  }

  /** The first free port from there on, which nobody was given yet. */
  public int from(int port) {
    for (int candidate = port; candidate < EPHEMERAL; candidate++) {
      if (!given.contains(candidate) && isFree(candidate)) {
        given.add(candidate);
        return candidate;
      }
    }
    throw new IllegalStateException("no port is free between " + port + " and " + EPHEMERAL);
  }

  private static boolean isFree(int port) {
    return binds("127.0.0.1", port) && binds("0.0.0.0", port);
  }

  private static boolean binds(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (BindException taken) {
      return false;
    } catch (IOException other) {
      throw new UncheckedIOException(other);
    }
  }
}
