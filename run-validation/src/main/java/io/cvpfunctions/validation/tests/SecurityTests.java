package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The tests of {@code anta.tests.security}. */
final class SecurityTests {
  private static final String MODULE = "anta.tests.security";
  private static final String API = "show management api http-commands";
  private static final Command SSH = Command.text("show management ssh");
  private static final double SECONDS_PER_DAY = 86400;
  private static final Set<Long> RSA_SIZES = Set.of(2048L, 3072L, 4096L);

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
        certificates(),
        loginBanner(),
        motdBanner(),
        ipv4Acl(),
        ipsecHealth(),
        ipsecConnections(),
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

  private static NetworkTest certificates() {
    InputObject certificate =
        object()
            .required("certificate_name", Types.text())
            .required("expiry_threshold", Types.integer())
            .required("common_name", Types.text())
            .required("encryption_algorithm", Types.oneOf("RSA", "ECDSA"))
            .required("key_size", Types.oneOf(2048, 3072, 4096, 256, 384, 512))
            .rule(SecurityTests::keySizeFits);
    return NetworkTest.of(
            MODULE, "VerifyAPISSLCertificate", "Each listed certificate is as listed and lasts.")
        .takes(object().required("certificates", Types.list(certificate)))
        .asks(
            Command.json("show management security ssl certificate", 1),
            Command.json("show clock", 1))
        .judgedBy(SecurityTests::judgeCertificates);
  }

  private static Optional<String> keySizeFits(Inputs certificate) {
    boolean rsa = certificate.text("encryption_algorithm").equals("RSA");
    if (rsa == RSA_SIZES.contains(certificate.integer("key_size"))) return Optional.empty();
    return Optional.of("key_size does not go with encryption_algorithm");
  }

  private static void judgeCertificates(Judgement it) {
    double now = it.reply(1).need("utcTime").number();
    for (Inputs wanted : it.inputs().objects("certificates")) {
      String name = wanted.text("certificate_name");
      Tree shown = it.reply().opt("certificates", name);
      if (shown.truthy()) judgeCertificate(it, wanted, shown, now);
      else it.fail("Certificate: " + name + " - not found");
    }
  }

  private static void judgeCertificate(Judgement it, Inputs wanted, Tree shown, double now) {
    String name = "Certificate: " + wanted.text("certificate_name") + " - ";
    double days = Math.floor((shown.need("notAfter").number() - now) / SECONDS_PER_DAY);
    long threshold = wanted.integer("expiry_threshold");
    if (days < 0) it.fail(name + "has expired");
    else if (days < threshold) {
      it.fail(name + "expires within " + threshold + " days: in " + (long) days + " days");
    }
    it.expect(name + "common name", wanted.text("common_name"), shown.opt("subject", "commonName"));
    it.expect(
        name + "encryption algorithm",
        wanted.text("encryption_algorithm"),
        shown.opt("publicKey", "encryptionAlgorithm"));
    it.expect(name + "key size", wanted.integer("key_size"), shown.opt("publicKey", "size"));
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

  private static NetworkTest ipsecHealth() {
    return NetworkTest.of(
            MODULE, "VerifyIPSecConnHealth", "All IPv4 security connections are established.")
        .asks(Command.json("show ip security connection vrf all", 0))
        .judgedBy(SecurityTests::judgeIpsecHealth);
  }

  private static void judgeIpsecHealth(Judgement it) {
    Tree connections = it.reply().need("connections");
    if (!connections.truthy()) {
      it.fail("no IPv4 security connection is configured");
      return;
    }
    for (Tree connection : connections.fields().values()) {
      if (state(connection).is("Established")) continue;
      String name =
          String.format(
              "Source: %s Destination: %s VRF: %s",
              connection.opt("saddr").show(),
              connection.opt("daddr").show(),
              connection.opt("tunnelNs").show());
      it.fail(name + " - the IPv4 security connection is not established");
    }
  }

  private static Tree state(Tree connection) {
    Map<String, Tree> paths = connection.need("pathDict").fields();
    if (paths.isEmpty()) throw new UnexpectedReplyException("a connection has no path");
    return paths.values().iterator().next();
  }

  private static NetworkTest ipsecConnections() {
    InputObject connection =
        object()
            .required("source_address", Addresses.v4())
            .required("destination_address", Addresses.v4());
    InputObject peer =
        object()
            .required("peer", Addresses.v4())
            .optional("description", Types.text())
            .with("vrf", Types.text(), "default")
            .optional("connections", Types.list(connection));
    return NetworkTest.of(
            MODULE, "VerifySpecificIPSecConn", "The connections to the listed peers are up.")
        .takes(object().required("ip_security_connections", Types.list(peer)))
        .asks(SecurityTests::ipsecCommands)
        .judgedEach(SecurityTests::judgeIpsecPeers);
  }

  private static List<Command> ipsecCommands(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs peer : inputs.objects("ip_security_connections")) {
      String vrf = "show ip security connection vrf " + peer.text("vrf");
      commands.add(Command.json(vrf + " path peer " + peer.text("peer"), 2));
    }
    return commands;
  }

  private static void judgeIpsecPeers(Judgement it) {
    int index = 0;
    for (Inputs peer : it.inputs().objects("ip_security_connections")) {
      Tree connections = it.reply(index++).need("connections");
      String description = peer.optionalText("description").map(d -> " (" + d + ")").orElse("");
      String name = "Peer: " + peer.text("peer") + description + " VRF: " + peer.text("vrf");
      if (!connections.truthy()) it.part(name).fail("is not configured");
      else if (peer.objects("connections").isEmpty()) {
        connections.fields().values().forEach(shown -> judgeConnection(it, name, shown));
      } else {
        peer.objects("connections")
            .forEach(c -> judgeWanted(it, name, peer.text("vrf"), c, connections));
      }
    }
  }

  private static String pair(String name, String source, String destination) {
    return name + " Source: " + source + " Destination: " + destination;
  }

  private static void judgeConnection(Judgement it, String name, Tree shown) {
    Part part = it.part(pair(name, shown.need("saddr").show(), shown.need("daddr").show()));
    part.expect("connection", "Established", state(shown));
  }

  private static void judgeWanted(
      Judgement it, String name, String vrf, Inputs wanted, Tree connections) {
    String source = wanted.text("source_address");
    String destination = wanted.text("destination_address");
    Part part = it.part(pair(name, source, destination));
    List<Tree> found = new ArrayList<>();
    for (Tree shown : connections.fields().values()) {
      Tree state = state(shown);
      boolean same = shown.need("saddr").is(source) && shown.need("daddr").is(destination);
      if (same && shown.need("tunnelNs").is(vrf)) found.add(state);
    }
    if (found.isEmpty()) part.fail("connection not found");
    else part.expect("connection", "Established", found.get(0));
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
