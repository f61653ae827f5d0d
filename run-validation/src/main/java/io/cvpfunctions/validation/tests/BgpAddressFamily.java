package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The input that names a BGP address family in a VRF, which several tests share. */
final class BgpAddressFamily {
  private static final Set<String> WITH_SAFI = Set.of("ipv4", "ipv6");
  private static final Map<String, String> EOS_KEYS =
      Map.ofEntries(
          Map.entry("ipv4 unicast", "ipv4Unicast"),
          Map.entry("ipv4 multicast", "ipv4Multicast"),
          Map.entry("ipv4 labeled-unicast", "ipv4MplsLabels"),
          Map.entry("ipv4 sr-te", "ipv4SrTe"),
          Map.entry("ipv6 unicast", "ipv6Unicast"),
          Map.entry("ipv6 multicast", "ipv6Multicast"),
          Map.entry("ipv6 labeled-unicast", "ipv6MplsLabels"),
          Map.entry("ipv6 sr-te", "ipv6SrTe"),
          Map.entry("vpn-ipv4", "ipv4MplsVpn"),
          Map.entry("vpn-ipv6", "ipv6MplsVpn"),
          Map.entry("evpn", "l2VpnEvpn"),
          Map.entry("rt-membership", "rtMembership"),
          Map.entry("path-selection", "dps"),
          Map.entry("link-state", "linkState"));

  static final InputObject INPUT =
      InputObject.object()
          .required(
              "afi",
              Types.oneOf(
                  "ipv4",
                  "ipv6",
                  "vpn-ipv4",
                  "vpn-ipv6",
                  "evpn",
                  "rt-membership",
                  "path-selection",
                  "link-state"))
          .optional("safi", Types.oneOf("unicast", "multicast", "labeled-unicast", "sr-te"))
          .with("vrf", Types.text(), "default")
          .optional("num_peers", Types.positive())
          .optional("peers", Types.list(Addresses.any()))
          .with("check_tcp_queues", Types.flag(), true)
          .with("check_peer_state", Types.flag(), false)
          .rule(BgpAddressFamily::safiFits);

  private BgpAddressFamily() {}

  private static Optional<String> safiFits(Inputs family) {
    String afi = family.text("afi");
    if (WITH_SAFI.contains(afi)) {
      if (family.has("safi")) return Optional.empty();
      return Optional.of("safi is missing, which afi " + afi + " needs");
    }
    if (family.has("safi")) return Optional.of("safi does not go with afi " + afi);
    if (family.text("vrf").equals("default")) return Optional.empty();
    return Optional.of("vrf has to be default for afi " + afi);
  }

  /** The key under which EOS tells the capabilities of a peer. */
  static String eosKey(Inputs family) {
    String afi = family.text("afi");
    return EOS_KEYS.get(family.has("safi") ? afi + " " + family.text("safi") : afi);
  }

  static String describe(Inputs family) {
    String name = "AFI: " + family.text("afi");
    if (!family.has("safi")) return name;
    return name + " SAFI: " + family.text("safi") + " VRF: " + family.text("vrf");
  }
}
