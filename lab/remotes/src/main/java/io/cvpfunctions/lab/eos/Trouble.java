package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Edits of healthy answers. */
final class Trouble {
  private Trouble() {}

  static void firstPeerIdle(ObjectNode neighbors) {
    ObjectNode peer = (ObjectNode) neighbors.at("/vrfs/default/peerList/0");
    peer.put("state", "Idle").put("establishedTime", 0);
    ((ObjectNode) peer.path("peerTcpInfo")).put("state", "CLOSED");
  }

  static void errors(ObjectNode counters, String name, int count) {
    ObjectNode one = (ObjectNode) counters.path("interfaceErrorCounters").path(name);
    one.put("inErrors", count).put("fcsErrors", count);
  }

  static void down(ObjectNode interfaces, String name) {
    ObjectNode one = (ObjectNode) interfaces.path("interfaceDescriptions").path(name);
    one.put("interfaceStatus", "down").put("lineProtocolStatus", "down");
  }
}
