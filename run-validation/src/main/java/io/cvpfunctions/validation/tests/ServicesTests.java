package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The tests of {@code anta.tests.services}. */
final class ServicesTests {
  private static final String MODULE = "anta.tests.services";
  private static final Pattern ADDRESS_OF_A_NAME =
      Pattern.compile("(?m)^Name:\\h*\\S+\\h*\\RAddress(?:es|\\h\\d+)?:\\h*\\S");
  private static final String[] REASONS = {
    "acl",
    "arp-inspection",
    "bgp-session-tracking",
    "bpduguard",
    "dot1x",
    "dot1x-coa",
    "dot1x-session-replace",
    "evpn-sa-mh",
    "fabric-link-failure",
    "fabric-link-flap",
    "hitless-reload-down",
    "lacp-no-portid",
    "lacp-rate-limit",
    "license-enforce",
    "link-flap",
    "mlagasu",
    "mlagdualprimary",
    "mlagissu",
    "mlagmaintdown",
    "no-internal-vlan",
    "out-of-voqs",
    "portchannelguard",
    "portgroup-disabled",
    "portsec",
    "speed-misconfigured",
    "storm-control",
    "stp-no-portid",
    "stuck-queue",
    "tapagg",
    "uplink-failure-detection",
    "xcvr-misconfigured",
    "xcvr-overheat",
    "xcvr-power-unsupported",
    "xcvr-unsupported"
  };

  private ServicesTests() {}

  static List<NetworkTest> all() {
    return List.of(hostname(), dnsLookup(), dnsServers(), errdisableRecovery());
  }

  private static NetworkTest hostname() {
    return NetworkTest.of(MODULE, "VerifyHostname", "The device has the listed name.")
        .takes(object().required("hostname", Types.text()))
        .asks(Command.json("show hostname", 1))
        .judgedBy(
            it -> {
              String wanted = it.inputs().text("hostname");
              it.expect("host name", wanted, it.reply().need("hostname"));
            });
  }

  private static NetworkTest dnsLookup() {
    return NetworkTest.of(MODULE, "VerifyDNSLookup", "The listed names have addresses.")
        .takes(object().required("domain_names", Types.list(Types.text())))
        .asks(ServicesTests::lookups)
        .judgedBy(ServicesTests::judgeLookups);
  }

  private static List<Command> lookups(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (String name : inputs.texts("domain_names")) {
      commands.add(Command.json("bash timeout 10 nslookup " + name, 1));
    }
    return commands;
  }

  private static void judgeLookups(Judgement it) {
    List<String> unresolved = new ArrayList<>();
    int index = 0;
    for (String name : it.inputs().texts("domain_names")) {
      String output = it.reply(index++).need("messages").needAt(0).text();
      boolean refused = output.contains("an't find " + name);
      if (refused || !ADDRESS_OF_A_NAME.matcher(output).find()) unresolved.add(name);
    }
    if (!unresolved.isEmpty()) it.fail("no address found for " + String.join(", ", unresolved));
  }

  private static NetworkTest dnsServers() {
    InputObject server =
        object()
            .required("server_address", Addresses.any())
            .with("vrf", Types.text(), "default")
            .required("priority", Types.integer(0, 4));
    return NetworkTest.of(MODULE, "VerifyDNSServers", "The listed DNS servers are configured.")
        .takes(object().required("dns_servers", Types.list(server)))
        .asks(Command.json("show ip name-server", 1))
        .judgedBy(ServicesTests::judgeDnsServers);
  }

  private static void judgeDnsServers(Judgement it) {
    for (Inputs wanted : it.inputs().objects("dns_servers")) {
      String address = wanted.text("server_address");
      String vrf = wanted.text("vrf");
      long priority = wanted.integer("priority");
      String name = "Server " + address + " VRF: " + vrf + " Priority: " + priority + " - ";
      List<Tree> found = new ArrayList<>();
      for (Tree shown : it.reply().need("nameServerConfigs").itemsIfAny()) {
        if (shown.opt("ipAddr").is(address) && shown.opt("vrf").is(vrf)) found.add(shown);
      }
      if (found.isEmpty()) it.fail(name + "is not configured");
      else it.expect(name + "priority", priority, found.get(0).need("priority"));
    }
  }

  private static NetworkTest errdisableRecovery() {
    InputObject reason =
        object()
            .required("reason", Types.oneOf(REASONS))
            .with("status", Types.oneOf("Enabled", "Disabled"), "Enabled")
            .required("interval", Types.integer(30, 86400));
    return NetworkTest.of(
            MODULE, "VerifyErrdisableRecovery", "Ports recover from the listed errors as listed.")
        .takes(object().required("reasons", Types.list(reason)))
        .asks(Command.text("show errdisable recovery"))
        .judgedBy(ServicesTests::judgeReasons);
  }

  private static void judgeReasons(Judgement it) {
    Map<String, String[]> rows = rows(it.reply().text());
    for (Inputs wanted : it.inputs().objects("reasons")) judgeReason(it, wanted, rows);
  }

  /** The table has two lines of heading, and the columns reason, status and interval. */
  private static Map<String, String[]> rows(String table) {
    Map<String, String[]> rows = new LinkedHashMap<>();
    String[] lines = table.split("\n", -1);
    for (int i = 2; i < lines.length - 1; i++) if (!lines[i].isBlank()) row(lines[i], rows);
    return rows;
  }

  private static void row(String line, Map<String, String[]> rows) {
    String[] cells = line.trim().split("\\s+", 3);
    if (cells.length < 3) throw new UnexpectedReplyException("no three columns in: " + line);
    rows.putIfAbsent(cells[0].toLowerCase(Locale.ROOT), cells);
  }

  private static void judgeReason(Judgement it, Inputs wanted, Map<String, String[]> rows) {
    String reason = wanted.text("reason");
    String status = wanted.text("status");
    long interval = wanted.integer("interval");
    String name = "Reason: " + reason + " - ";
    String[] row = rows.get(reason);
    String listed = "Reason: " + reason + " Status: " + status + " Interval: " + interval + " - ";
    if (row == null) {
      it.fail(listed + "not found");
      return;
    }
    String actual = row[2];
    if (actual.equals("N/A")) {
      it.fail(listed + "the interval is not configurable");
      return;
    }
    if (!row[1].equals(status)) it.fail(Messages.differs(name + "status", status, row[1]));
    if (PythonNumbers.integer(actual) == interval) return;
    it.fail(Messages.differs(name + "interval", interval + " s", actual + " s"));
  }
}
