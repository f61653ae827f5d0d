package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of {@code anta.tests.system} that look at the clock. */
final class NtpTests {
  private static final String MODULE = SystemTests.MODULE;

  private NtpTests() {}

  static List<NetworkTest> all() {
    return List.of(ntp(), ntpAssociations());
  }

  private static NetworkTest ntp() {
    return NetworkTest.of(MODULE, "VerifyNTP", "The clock is synchronised.")
        .asks(Command.text("show ntp status"))
        .judgedBy(NtpTests::judgeNtp);
  }

  private static void judgeNtp(Judgement it) {
    String line = it.reply().text().split("\n", -1)[0];
    if (line.split(" ", -1)[0].equals("synchronised")) return;
    it.fail(Messages.differs("NTP status", "synchronised", line));
  }

  private static NetworkTest ntpAssociations() {
    InputObject server =
        object()
            .required("server_address", Types.hostname())
            .with("preferred", Types.flag(), false)
            .required("stratum", Types.integer(0, 16));
    InputObject pool =
        object()
            .required("server_addresses", Types.list(Types.hostname()))
            .required("preferred_stratum_range", Types.list(Types.integer(0, 16)))
            .rule(NtpTests::isRange);
    return NetworkTest.of(MODULE, "VerifyNTPAssociations", "The NTP peers are those listed.")
        .takes(
            object()
                .optional("ntp_servers", Types.list(server))
                .optional("ntp_pool", pool)
                .rule(NtpTests::serversOrPool))
        .asks(Command.json("show ntp associations", 0))
        .judgedBy(NtpTests::judgeNtpPeers);
  }

  private static Optional<String> isRange(Inputs pool) {
    if (pool.integers("preferred_stratum_range").size() <= 2) return Optional.empty();
    return Optional.of("preferred_stratum_range is not from, to");
  }

  private static Optional<String> serversOrPool(Inputs inputs) {
    boolean servers = !inputs.objects("ntp_servers").isEmpty();
    if (servers != inputs.has("ntp_pool")) return Optional.empty();
    return Optional.of("either ntp_servers or ntp_pool has to be given");
  }

  private static void judgeNtpPeers(Judgement it) {
    Tree peers = it.reply().opt("peers");
    if (!peers.truthy()) {
      it.fail("no NTP peers are configured");
      return;
    }
    for (Inputs server : it.inputs().objects("ntp_servers")) judgeNtpServer(it, server, peers);
    Optional<Inputs> pool = it.inputs().object("ntp_pool");
    if (pool.isEmpty()) return;
    peers.fields().forEach((name, peer) -> judgeNtpPool(it, pool.get(), name, peer));
  }

  private static void judgeNtpServer(Judgement it, Inputs server, Tree peers) {
    String address = server.text("server_address");
    boolean preferred = server.flag("preferred");
    long stratum = server.integer("stratum");
    String name =
        String.format(
            "NTP Server: %s Preferred: %s Stratum: %s - ",
            address, Messages.show(preferred), stratum);
    for (Map.Entry<String, Tree> peer : peers.fields().entrySet()) {
      boolean same = peer.getValue().need("peerIpAddr").is(address);
      if (!same && !peer.getKey().equals(address)) continue;
      String condition = preferred ? "sys.peer" : "candidate";
      it.expect(name + "condition", condition, peer.getValue().opt("condition"));
      it.expect(name + "stratum", stratum, peer.getValue().opt("stratumLevel"));
      return;
    }
    it.fail(name + "is not configured");
  }

  private static void judgeNtpPool(Judgement it, Inputs pool, String host, Tree peer) {
    Tree address = peer.need("peerIpAddr");
    List<String> known = pool.texts("server_addresses");
    String name = "NTP Server: " + address.show() + " Hostname: " + host + " - ";
    if (!known.contains(host) && known.stream().noneMatch(address::is)) {
      it.fail(name + "is not part of the listed pool");
      return;
    }
    Tree condition = peer.opt("condition");
    if (!condition.is("sys.peer") && !condition.is("candidate")) {
      it.fail(Messages.differs(name + "condition", "sys.peer, candidate", condition.show()));
    }
    List<Long> range = pool.integers("preferred_stratum_range");
    Tree stratum = peer.opt("stratumLevel");
    if (range.size() < 2) throw new UnexpectedReplyException("preferred_stratum_range has no end");
    long level = PythonNumbers.integer(stratum);
    if (level >= range.get(0) && level <= range.get(1)) return;
    String expected = range.get(0) + " to " + range.get(1);
    it.fail(Messages.differs(name + "stratum", expected, stratum.show()));
  }
}
