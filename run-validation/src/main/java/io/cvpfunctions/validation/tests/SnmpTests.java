package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The tests of {@code anta.tests.snmp}. */
final class SnmpTests {
  private static final String MODULE = "anta.tests.snmp";
  private static final Command SNMP = Command.json("show snmp", 1);
  private static final InputType VERSION = Types.oneOf("v1", "v2c", "v3");
  private static final String[] PDUS = {
    "inGetPdus", "inGetNextPdus", "inSetPdus", "outGetResponsePdus", "outTrapPdus"
  };
  private static final String[] ERRORS = {
    "inVersionErrs",
    "inBadCommunityNames",
    "inBadCommunityUses",
    "inParseErrs",
    "outTooBigErrs",
    "outNoSuchNameErrs",
    "outBadValueErrs",
    "outGeneralErrs"
  };
  private static final Map<String, String> SECURITY_MODELS =
      Map.of("auth", "v3Auth", "priv", "v3Priv", "noauth", "v3NoAuth");
  private static final String VERSION_KEY = "version";

  private SnmpTests() {}

  static List<NetworkTest> all() {
    return List.of(
        status(),
        AccessLists.test(MODULE, "VerifySnmpIPv4Acl", "SNMP", "show snmp ipv4", 4),
        AccessLists.test(MODULE, "VerifySnmpIPv6Acl", "SNMP", "show snmp ipv6", 6),
        text("VerifySnmpLocation", "location"),
        text("VerifySnmpContact", "contact"),
        pduCounters(),
        errorCounters(),
        hostLogging(),
        users(),
        notificationHosts(),
        sourceInterfaces(),
        groups());
  }

  private static NetworkTest status() {
    return NetworkTest.of(MODULE, "VerifySnmpStatus", "SNMP is on in the VRF.")
        .takes(object().with("vrf", Types.text(), "default"))
        .asks(SNMP)
        .judgedBy(SnmpTests::judgeStatus);
  }

  private static void judgeStatus(Judgement it) {
    String vrf = it.inputs().text("vrf");
    boolean enabled = it.reply().need("enabled").truthy();
    boolean listed =
        enabled
            && it.reply().need("vrfs", "snmpVrfs").items().stream().anyMatch(name -> name.is(vrf));
    if (!listed) it.fail("VRF: " + vrf + " - the SNMP agent is not enabled");
  }

  private static NetworkTest text(String name, String key) {
    return NetworkTest.of(MODULE, name, "The SNMP " + key + " is the listed one.")
        .takes(object().required(key, Types.text()))
        .asks(SNMP)
        .judgedBy(
            it -> {
              Tree actual = it.reply().opt(key, key);
              if (!actual.truthy()) it.fail("the SNMP " + key + " is not configured");
              else it.expect("SNMP " + key, it.inputs().text(key), actual);
            });
  }

  private static NetworkTest pduCounters() {
    return NetworkTest.of(MODULE, "VerifySnmpPDUCounters", "SNMP has counted such messages.")
        .takes(object().optional("pdus", Types.list(Types.oneOf(PDUS))))
        .asks(SNMP)
        .judgedBy(
            it -> judgeCounters(it, "pdus", PDUS, "not counted", count -> count.number() == 0));
  }

  private static NetworkTest errorCounters() {
    return NetworkTest.of(MODULE, "VerifySnmpErrorCounters", "SNMP has counted no error.")
        .takes(object().optional("error_counters", Types.list(Types.oneOf(ERRORS))))
        .asks(SNMP)
        .judgedBy(
            it -> judgeCounters(it, "error_counters", ERRORS, "counted errors", Tree::truthy));
  }

  private static void judgeCounters(
      Judgement it, String input, String[] every, String what, Predicate<Tree> wrong) {
    Tree counters = it.reply().opt("counters");
    if (!counters.truthy()) {
      it.fail("the reply has no SNMP counters");
      return;
    }
    boolean mustBeThere = input.equals("pdus");
    List<String> found = new ArrayList<>();
    List<String> chosen = it.inputs().texts(input);
    for (String name : chosen.isEmpty() ? List.of(every) : chosen) {
      Tree count = counters.opt(name);
      if (count.absent() ? mustBeThere : wrong.test(count)) found.add(name);
    }
    if (!found.isEmpty()) it.fail("SNMP has " + what + ": " + String.join(", ", found));
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

  private static boolean inVrf(Tree shown, String vrf) {
    Tree actual = shown.opt("vrf");
    return actual.is(vrf) || (vrf.equals("default") && actual.is(""));
  }

  private static String hostName(Inputs host) {
    return "Host: " + host.text("hostname") + " VRF: " + host.text("vrf");
  }

  private static NetworkTest hostLogging() {
    return NetworkTest.of(MODULE, "VerifySnmpHostLogging", "SNMP logs to the listed hosts.")
        .takes(object().required("hosts", Types.list(host())))
        .asks(SNMP)
        .judgedBy(SnmpTests::judgeHostLogging);
  }

  private static void judgeHostLogging(Judgement it) {
    if (!it.reply().opt("logging", "loggingEnabled").truthy()) {
      it.fail("SNMP logging is disabled");
      return;
    }
    for (Inputs host : it.inputs().objects("hosts")) {
      Tree shown = it.reply().opt("logging", "hosts").opt(host.text("hostname"));
      if (shown.absent()) it.fail(hostName(host) + " - is not configured");
      else if (!inVrf(shown, host.text("vrf"))) {
        Tree vrf = shown.opt("vrf");
        String actual = vrf.is("") ? "default" : vrf.show();
        it.fail(Messages.differs(hostName(host) + " - VRF", host.text("vrf"), actual));
      }
    }
  }

  private static NetworkTest users() {
    InputObject user =
        object()
            .required("username", Types.text())
            .required("group_name", Types.text())
            .required(VERSION_KEY, VERSION)
            .optional(
                "auth_type", Types.oneOf("MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"))
            .optional("priv_type", Types.oneOf("AES-128", "AES-192", "AES-256", "DES"));
    return NetworkTest.of(MODULE, "VerifySnmpUser", "The listed SNMP users exist as listed.")
        .takes(object().required("snmp_users", Types.list(user)))
        .asks(Command.json("show snmp user", 1))
        .judgedBy(SnmpTests::judgeUsers);
  }

  private static void judgeUsers(Judgement it) {
    for (Inputs user : it.inputs().objects("snmp_users")) {
      String version = user.text(VERSION_KEY);
      String group = user.text("group_name");
      String name =
          "User: " + user.text("username") + " Group: " + group + " Version: " + version + " - ";
      Tree shown = it.reply().opt("usersByVersion", version, "users", user.text("username"));
      if (!shown.truthy()) {
        it.fail(name + "not found");
        continue;
      }
      it.expect(name + "group", group, shown.opt("groupName"));
      if (!version.equals("v3")) continue;
      expectGiven(it, name + "authentication type", user, "auth_type", shown, "authType");
      expectGiven(it, name + "privacy type", user, "priv_type", shown, "privType");
    }
  }

  private static void expectGiven(
      Judgement it, String what, Inputs user, String input, Tree shown, String key) {
    if (user.has(input)) it.expect(what, user.text(input), shown.opt("v3Params", key));
  }

  private static NetworkTest notificationHosts() {
    InputObject host =
        host().needs(VERSION_KEY).rule(SnmpTests::communityGiven).rule(SnmpTests::userGiven);
    return NetworkTest.of(
            MODULE, "VerifySnmpNotificationHost", "SNMP notifies the listed hosts as listed.")
        .takes(object().required("notification_hosts", Types.list(host)))
        .asks(Command.json("show snmp notification host", 1))
        .judgedBy(SnmpTests::judgeNotificationHosts);
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
    return shown.opt("hostname").is(host.text("hostname"))
        && shown.opt("protocolVersion").is(host.text(VERSION_KEY))
        && inVrf(shown, host.text("vrf"));
  }

  private static void judgeNotificationHost(Judgement it, Inputs host, Tree shown) {
    String name = versioned(host) + " - ";
    String type = host.text("notification_type");
    it.expect(name + "notification type", type, shown.opt("notificationType"));
    it.expect(name + "UDP port", host.integer("udp_port"), shown.opt("port"));
    boolean v3 = host.text(VERSION_KEY).equals("v3");
    Tree actual = v3 ? shown.opt("v3Params", "user") : shown.opt("v1v2cParams", "communityString");
    it.expect(
        name + (v3 ? "user" : "community string"),
        host.text(v3 ? "user" : "community_string"),
        actual);
  }

  private static NetworkTest sourceInterfaces() {
    InputObject source =
        object()
            .required("interface", Interfaces.name())
            .with("vrf", Types.text(), "default")
            .ignoringUnknown();
    return NetworkTest.of(
            MODULE, "VerifySnmpSourceInterface", "SNMP uses the listed interface of each VRF.")
        .takes(object().required("interfaces", Types.list(source)))
        .asks(SNMP)
        .judgedBy(SnmpTests::judgeSourceInterfaces);
  }

  private static void judgeSourceInterfaces(Judgement it) {
    Tree shown = it.reply().opt("srcIntf", "sourceInterfaces");
    if (!shown.truthy()) {
      it.fail("no SNMP source interface is configured");
      return;
    }
    for (Inputs wanted : it.inputs().objects("interfaces")) {
      String source = wanted.text("interface");
      String name = "Source Interface: " + source + " VRF: " + wanted.text("vrf") + " - ";
      Tree actual = shown.opt(wanted.text("vrf"));
      if (!actual.truthy()) it.fail(name + "is not configured");
      else it.expect(name + "source interface", source, actual);
    }
  }

  private static NetworkTest groups() {
    InputObject group =
        object()
            .required("group_name", Types.text())
            .required(VERSION_KEY, VERSION)
            .optional("read_view", Types.text())
            .optional("write_view", Types.text())
            .optional("notify_view", Types.text())
            .optional("authentication", Types.oneOf("auth", "priv", "noauth"))
            .ignoringUnknown()
            .rule(SnmpTests::authenticationGiven);
    return NetworkTest.of(MODULE, "VerifySnmpGroup", "The listed SNMP groups exist as listed.")
        .takes(object().required("snmp_groups", Types.list(group)))
        .asks(Command.json("show snmp group", 1))
        .judgedBy(SnmpTests::judgeGroups);
  }

  private static Optional<String> authenticationGiven(Inputs group) {
    boolean needed = group.text(VERSION_KEY).equals("v3");
    if (!needed || group.has("authentication")) return Optional.empty();
    return Optional.of("authentication is missing, which v3 needs");
  }

  private static void judgeGroups(Judgement it) {
    for (Inputs group : it.inputs().objects("snmp_groups")) {
      String version = group.text(VERSION_KEY);
      String name = "Group: " + group.text("group_name") + " Version: " + version;
      Tree shown = it.reply().opt("groups", group.text("group_name"), "versions", version);
      if (!shown.truthy()) {
        it.fail(name + " - is not configured");
        continue;
      }
      for (String view : List.of("read", "write", "notify"))
        judgeView(it, name, group, shown, view);
      if (!version.equals("v3")) continue;
      String model = SECURITY_MODELS.get(group.text("authentication"));
      it.expect(name + " - security model", model, shown.opt("secModel"));
    }
  }

  private static void judgeView(Judgement it, String name, Inputs group, Tree shown, String view) {
    String input = view + "_view";
    if (!group.has(input)) return;
    Tree actual = shown.opt(view + "View");
    if (!actual.truthy()) it.fail(name + " View: " + view + " - is not configured");
    else if (!actual.is(group.text(input))) {
      it.expect(name + " " + view + " view", group.text(input), actual);
    } else if (!shown.opt(view + "ViewConfig").truthy()) {
      it.fail(name + " " + view + " view: " + group.text(input) + " - is not configured");
    }
  }
}
