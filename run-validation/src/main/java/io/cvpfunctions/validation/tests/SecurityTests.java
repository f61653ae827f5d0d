package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

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
import java.util.stream.Stream;

/** The tests of {@code anta.tests.security} that look at who can reach the device. */
final class SecurityTests {
  static final String MODULE = "anta.tests.security";
  private static final String API = "show management api http-commands";
  private static final Command SSH = Command.text("show management ssh");

  private SecurityTests() {}

  static List<NetworkTest> all() {
    return List.of(
        sshStatus(),
        AccessLists.test(MODULE, "VerifySSHIPv4Acl", "SSH", "show management ssh ip", 4),
        AccessLists.test(MODULE, "VerifySSHIPv6Acl", "SSH", "show management ssh ipv6", 6),
        telnetStatus(),
        httpStatus(),
        httpsProfile(),
        AccessLists.test(MODULE, "VerifyAPIIPv4Acl", "eAPI", API + " ip", 4),
        AccessLists.test(MODULE, "VerifyAPIIPv6Acl", "eAPI", API + " ipv6", 6),
        loginBanner(),
        motdBanner(),
        ipv4Acl(),
        sshFips(),
        hardwareEntropy());
  }

  private static Optional<String> line(Judgement it, String start) {
    return Stream.of(it.reply().text().split("\n", -1))
        .filter(l -> l.startsWith(start))
        .findFirst();
  }

  private static NetworkTest sshStatus() {
    return NetworkTest.of(MODULE, "VerifySSHStatus", "SSH is off in the default VRF.")
        .asks(SSH)
        .judgedBy(SecurityTests::judgeSsh);
  }

  private static void judgeSsh(Judgement it) {
    Optional<String> line = line(it, "SSHD status");
    if (line.isEmpty()) it.fail("the reply tells no status of SSH");
    else if (!line.get().trim().matches("(?s).*\\sdisabled")) it.fail(line.get());
  }

  private static NetworkTest sshFips() {
    return NetworkTest.of(
            MODULE, "VerifySSHFIPSRestrictions", "SSH is restricted to FIPS algorithms.")
        .asks(SSH)
        .judgedBy(SecurityTests::judgeFips);
  }

  private static void judgeFips(Judgement it) {
    Optional<String> line = line(it, "FIPS status");
    if (line.isEmpty()) it.fail("the reply tells no FIPS status");
    else if (!line.get().contains("enabled")) it.fail("FIPS is not enabled - " + line.get());
  }

  private static NetworkTest telnetStatus() {
    return NetworkTest.of(MODULE, "VerifyTelnetStatus", "Telnet is off in the default VRF.")
        .asks(Command.json("show management telnet", 1))
        .judgedBy(it -> it.expect("Telnet server", "disabled", it.reply().need("serverState")));
  }

  private static NetworkTest httpStatus() {
    return NetworkTest.of(MODULE, "VerifyAPIHttpStatus", "eAPI is on, but not over plain HTTP.")
        .asks(Command.json(API, 1))
        .judgedBy(SecurityTests::judgeHttp);
  }

  private static void judgeHttp(Judgement it) {
    if (!it.reply().need("enabled").truthy()) it.fail("eAPI is not enabled");
    else if (it.reply().need("httpServer", "running").truthy()) it.fail("eAPI runs on plain HTTP");
  }

  private static NetworkTest httpsProfile() {
    return NetworkTest.of(
            MODULE, "VerifyAPIHttpsSSL", "eAPI uses that SSL profile, and it is valid.")
        .takes(object().required("profile", Types.text()))
        .asks(Command.json(API, 1))
        .judgedBy(SecurityTests::judgeProfile);
  }

  private static void judgeProfile(Judgement it) {
    String profile = it.inputs().text("profile");
    Tree shown = it.reply().object().opt("sslProfile");
    if (!shown.truthy()) {
      it.fail("eAPI has no SSL profile, not " + profile);
      return;
    }
    if (shown.opt("name").is(profile) && shown.opt("state").is("valid")) return;
    it.fail("eAPI does not use the SSL profile " + profile + ", or it is not valid");
  }

  private static NetworkTest loginBanner() {
    return NetworkTest.of(MODULE, "VerifyBannerLogin", "The login banner is the listed one.")
        .takes(object().required("login_banner", Types.text()))
        .asks(Command.json("show banner login", 1))
        .judgedBy(it -> judgeBanner(it, "login banner", "loginBanner", "login_banner"));
  }

  private static NetworkTest motdBanner() {
    return NetworkTest.of(MODULE, "VerifyBannerMotd", "The message of the day is the listed one.")
        .takes(object().required("motd_banner", Types.text()))
        .asks(Command.json("show banner motd", 1))
        .judgedBy(it -> judgeBanner(it, "message of the day", "motd", "motd_banner"));
  }

  private static void judgeBanner(Judgement it, String what, String key, String input) {
    Tree shown = it.reply().need(key);
    if (!shown.truthy()) {
      it.fail("no " + what + " is configured");
      return;
    }
    String expected = it.inputs().text(input);
    if (shown.is(expected)) return;
    it.fail(Messages.differs(what, "'" + expected + "'", "'" + shown.text() + "'"));
  }

  private static NetworkTest ipv4Acl() {
    InputObject entry =
        object()
            .required("sequence", Types.integer(1, 4294967295L))
            .required("action", Types.text());
    InputObject list =
        object().required("name", Types.text()).required("entries", Types.list(entry));
    return NetworkTest.of(MODULE, "VerifyIPv4ACL", "Each listed ACL has the listed entries.")
        .takes(object().required("ipv4_access_lists", Types.list(list)))
        .asks(Command.json("show ip access-lists", 1))
        .judgedBy(SecurityTests::judgeIpv4Acls);
  }

  private static void judgeIpv4Acls(Judgement it) {
    Tree lists = it.reply().need("aclList");
    if (!lists.truthy()) {
      it.fail("no access list is configured");
      return;
    }
    for (Inputs wanted : it.inputs().objects("ipv4_access_lists")) {
      Tree shown = lists.item("name", wanted.text("name"));
      if (!shown.truthy()) it.fail("ACL name: " + wanted.text("name") + " - is not configured");
      else judgeEntries(it, wanted, shown.need("sequence"));
    }
  }

  private static void judgeEntries(Judgement it, Inputs wanted, Tree shown) {
    for (Inputs entry : wanted.objects("entries")) {
      long sequence = entry.integer("sequence");
      String name = "ACL name: " + wanted.text("name") + " Sequence: " + sequence + " - ";
      Tree actual = shown.item("sequenceNumber", sequence);
      if (actual.truthy()) it.expect(name + "action", entry.text("action"), actual.need("text"));
      else it.fail(name + "is not configured");
    }
  }

  private static NetworkTest hardwareEntropy() {
    return NetworkTest.of(
            MODULE, "VerifyHardwareEntropy", "Random numbers are made by the hardware.")
        .asks(Command.json("show management security", 0))
        .judgedBy(
            it -> {
              Tree enabled = it.reply().opt("hardwareEntropyEnabled");
              if (!enabled.truthy()) it.fail("hardware entropy generation is disabled");
            });
  }
}
