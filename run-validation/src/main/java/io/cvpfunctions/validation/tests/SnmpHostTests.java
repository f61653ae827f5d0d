package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;
import static io.cvpfunctions.validation.tests.SnmpTests.SNMP;
import static io.cvpfunctions.validation.tests.SnmpTests.VERSION;
import static io.cvpfunctions.validation.tests.SnmpTests.VERSION_KEY;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Optional;

/** The tests of {@code anta.tests.snmp} that look at whom the device tells. */
final class SnmpHostTests {
  private static final String MODULE = SnmpTests.MODULE;

  private SnmpHostTests() {}

  static List<NetworkTest> all() {
    return List.of(hostLogging(), notificationHosts());
  }

  private static InputObject host() {
    return object()
        .required("hostname", Types.hostname())
        .with("vrf", Types.text(), "default")
        .with("notification_type", Types.oneOf("trap", "inform"), "trap")
        .optional(VERSION_KEY, VERSION)
        .with("udp_port", Types.integer(), 162L)
        .optional("community_string", Types.text())
        .optional("user", Types.text());
  }

  private static String hostName(Inputs host) {
    return "Host: " + host.text("hostname") + " VRF: " + host.text("vrf");
  }

  private static NetworkTest hostLogging() {
    return NetworkTest.of(MODULE, "VerifySnmpHostLogging", "SNMP logs to the listed hosts.")
        .takes(object().required("hosts", Types.list(host())))
        .asks(SNMP)
        .judgedBy(SnmpHostTests::judgeHostLogging);
  }

  private static void judgeHostLogging(Judgement it) {
    if (!it.reply().opt("logging", "loggingEnabled").truthy()) {
      it.fail("SNMP logging is disabled");
      return;
    }
    for (Inputs host : it.inputs().objects("hosts")) {
      Tree shown = it.reply().opt("logging", "hosts").opt(host.text("hostname"));
      if (!shown.truthy()) it.fail(hostName(host) + " - is not configured");
      else judgeVrf(it, host, shown.opt("vrf"));
    }
  }

  /** EOS has no name for the default VRF here. */
  private static void judgeVrf(Judgement it, Inputs host, Tree vrf) {
    String actual = vrf.is("") ? "default" : vrf.show();
    if (actual.equals(host.text("vrf"))) return;
    it.fail(Messages.differs(hostName(host) + " - VRF", host.text("vrf"), actual));
  }

  private static NetworkTest notificationHosts() {
    InputObject host =
        host()
            .needs(VERSION_KEY)
            .rule(SnmpHostTests::communityGiven)
            .rule(SnmpHostTests::userGiven);
    return NetworkTest.of(
            MODULE, "VerifySnmpNotificationHost", "SNMP notifies the listed hosts as listed.")
        .takes(object().required("notification_hosts", Types.list(host)))
        .asks(Command.json("show snmp notification host", 1))
        .judgedBy(SnmpHostTests::judgeNotificationHosts);
  }

  private static Optional<String> communityGiven(Inputs host) {
    boolean needed = host.has(VERSION_KEY) && !host.text(VERSION_KEY).equals("v3");
    if (!needed || host.has("community_string")) return Optional.empty();
    return Optional.of("community_string is missing, which v1 and v2c need");
  }

  private static Optional<String> userGiven(Inputs host) {
    boolean needed = host.has(VERSION_KEY) && host.text(VERSION_KEY).equals("v3");
    if (!needed || host.has("user")) return Optional.empty();
    return Optional.of("user is missing, which v3 needs");
  }

  private static void judgeNotificationHosts(Judgement it) {
    Tree hosts = it.reply().opt("hosts");
    if (!hosts.truthy()) {
      it.fail("no SNMP host is configured");
      return;
    }
    for (Inputs host : it.inputs().objects("notification_hosts")) {
      Optional<Tree> shown =
          hosts.items().stream().filter(candidate -> isHost(candidate, host)).findFirst();
      if (shown.isPresent()) judgeNotificationHost(it, host, shown.get());
      else it.fail(versioned(host) + " - is not configured");
    }
  }

  private static String versioned(Inputs host) {
    return hostName(host) + " Version: " + host.text(VERSION_KEY);
  }

  private static boolean isHost(Tree shown, Inputs host) {
    String vrf = host.text("vrf").equals("default") ? "" : host.text("vrf");
    return shown.opt("hostname").is(host.text("hostname"))
        && shown.opt("protocolVersion").is(host.text(VERSION_KEY))
        && shown.opt("vrf").is(vrf);
  }

  private static void judgeNotificationHost(Judgement it, Inputs host, Tree shown) {
    String name = versioned(host) + " - ";
    String type = host.text("notification_type");
    it.expect(name + "notification type", type, shown.opt("notificationType"));
    it.expect(name + "UDP port", host.integer("udp_port"), shown.opt("port"));
    if (host.text(VERSION_KEY).equals("v3")) {
      it.expect(name + "user", host.text("user"), shown.opt("v3Params", "user"));
    } else {
      judgeCommunity(it, name, host, shown.opt("v1v2cParams", "communityString"));
    }
  }

  /** A community is as good as a password: neither the one nor the other is told. */
  private static void judgeCommunity(Judgement it, String name, Inputs host, Tree actual) {
    if (actual.equalTo(host.text("community_string"))) return;
    it.fail(name + "community string: " + (actual.truthy() ? "another one" : "none") + " is there");
  }
}
