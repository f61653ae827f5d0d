package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The tests of {@code anta.tests.aaa}. */
final class AaaTests {
  private static final String MODULE = "anta.tests.aaa";
  private static final Command TACACS = Command.json("show tacacs", 1);
  private static final Command ACCOUNTING = Command.json("show aaa methods accounting", 1);
  private static final Set<String> WITHOUT_SERVERS = Set.of("local", "none", "logging");

  private AaaTests() {}

  static List<NetworkTest> all() {
    return List.of(
        sourceInterface(),
        servers(),
        serverGroups(),
        authentication(),
        authorization(),
        accounting("VerifyAcctDefaultMethods", "default"),
        accounting("VerifyAcctConsoleMethods", "console"));
  }

  private static NetworkTest sourceInterface() {
    return NetworkTest.of(
            MODULE, "VerifyTacacsSourceIntf", "TACACS servers are asked from that interface.")
        .takes(object().required("intf", Types.text()).with("vrf", Types.text(), "default"))
        .asks(TACACS)
        .judgedBy(
            it -> {
              String vrf = it.inputs().text("vrf");
              String wanted = it.inputs().text("intf");
              Tree sources = it.reply().opt("srcIntf");
              boolean told = !sources.absent() && sources.has(vrf);
              String name = "VRF: " + vrf + " - source interface";
              if (told) it.expect(name, wanted, sources.need(vrf));
              else it.fail(name + " " + wanted + " is not configured");
            });
  }

  private static NetworkTest servers() {
    return NetworkTest.of(MODULE, "VerifyTacacsServers", "The listed TACACS servers are in use.")
        .takes(
            object()
                .required("servers", Types.list(Addresses.v4()))
                .with("vrf", Types.text(), "default"))
        .asks(TACACS)
        .judgedBy(AaaTests::judgeServers);
  }

  private static void judgeServers(Judgement it) {
    Tree configured = it.reply().need("tacacsServers");
    if (!configured.truthy()) {
      it.fail("no TACACS servers are configured");
      return;
    }
    String vrf = it.inputs().text("vrf");
    List<String> missing = new ArrayList<>(it.inputs().texts("servers"));
    for (Tree server : configured.items()) {
      Tree own = server.opt("serverInfo", "vrf");
      boolean here = own.absent() ? vrf.equals("default") : own.is(vrf);
      if (here) missing.removeIf(server.opt("serverInfo", "hostname")::is);
    }
    if (missing.isEmpty()) return;
    it.fail("TACACS servers not configured in VRF " + vrf + ": " + String.join(", ", missing));
  }

  private static NetworkTest serverGroups() {
    return NetworkTest.of(MODULE, "VerifyTacacsServerGroups", "The listed TACACS groups exist.")
        .takes(object().required("groups", Types.list(Types.text())))
        .asks(TACACS)
        .judgedBy(
            it -> {
              Tree configured = it.reply().need("groups");
              List<String> missing = new ArrayList<>(it.inputs().texts("groups"));
              if (!configured.truthy()) {
                it.fail("no TACACS server groups are configured");
                return;
              }
              missing.removeAll(configured.names());
              if (missing.isEmpty()) return;
              it.fail("TACACS server groups not configured: " + String.join(", ", missing));
            });
  }

  private static InputObject methods(String... types) {
    return object()
        .required("methods", Types.list(Types.text("a method", AaaTests::method)))
        .required("types", Types.set(Types.oneOf(types)));
  }

  /** Whatever is not done on the switch itself is done by a group of servers. */
  private static Optional<String> method(String written) {
    boolean plain = WITHOUT_SERVERS.contains(written) || written.startsWith("group ");
    return Optional.of(plain ? written : "group " + written);
  }

  private static void mismatch(Judgement it, String what, List<String> where) {
    String wanted = String.join(", ", it.inputs().texts("methods"));
    it.fail(what + " methods are not " + wanted + " for " + String.join(", ", where));
  }

  private static NetworkTest authentication() {
    return NetworkTest.of(MODULE, "VerifyAuthenMethods", "Users are authenticated as listed.")
        .takes(methods("login", "enable", "dot1x"))
        .asks(Command.json("show aaa methods authentication", 1))
        .judgedBy(AaaTests::judgeAuthentication);
  }

  private static void judgeAuthentication(Judgement it) {
    List<String> wanted = it.inputs().texts("methods");
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Tree> shown : it.reply().fields().entrySet()) {
      String type = shown.getKey().replace("AuthenMethods", "");
      if (!it.inputs().texts("types").contains(type)) continue;
      if (type.equals("login") && !consoleFits(it, shown.getValue())) return;
      wrong.addAll(wrong(type, shown.getValue(), "methods", wanted));
    }
    if (!wrong.isEmpty()) mismatch(it, "AAA authentication", wrong);
  }

  /** Newer releases tell the list for the console by that name, older ones as {@code login}. */
  private static boolean consoleFits(Judgement it, Tree shown) {
    String name = shown.has("console") ? "console" : "login";
    if (!shown.has(name)) {
      it.fail("AAA authentication methods are not configured for login console");
      return false;
    }
    boolean fits = shown.need(name, "methods").equalTo(it.inputs().texts("methods"));
    if (!fits) mismatch(it, "AAA authentication", List.of("login console"));
    return fits;
  }

  private static List<String> wrong(String type, Tree lists, String key, List<String> wanted) {
    List<String> wrong = new ArrayList<>();
    for (Tree list : lists.fields().values()) {
      if (!list.need(key).equalTo(wanted)) wrong.add(type);
    }
    return wrong;
  }

  private static NetworkTest authorization() {
    return NetworkTest.of(MODULE, "VerifyAuthzMethods", "Users are authorized as listed.")
        .takes(methods("commands", "exec"))
        .asks(Command.json("show aaa methods authorization", 1))
        .judgedBy(
            it -> {
              List<String> wrong = new ArrayList<>();
              chosen(it, "AuthzMethods")
                  .forEach(
                      (type, lists) ->
                          wrong.addAll(
                              wrong(type, lists, "methods", it.inputs().texts("methods"))));
              if (!wrong.isEmpty()) mismatch(it, "AAA authorization", wrong);
            });
  }

  private static Map<String, Tree> chosen(Judgement it, String suffix) {
    List<String> types = it.inputs().texts("types");
    Map<String, Tree> chosen = new LinkedHashMap<>();
    it.reply().fields().forEach((key, lists) -> chosen.put(key.replace(suffix, ""), lists));
    chosen.keySet().retainAll(types);
    return chosen;
  }

  private static NetworkTest accounting(String name, String kind) {
    return NetworkTest.of(MODULE, name, "What users do is accounted for as listed.")
        .takes(methods("commands", "exec", "system", "dot1x"))
        .asks(ACCOUNTING)
        .judgedBy(it -> judgeAccounting(it, kind));
  }

  private static void judgeAccounting(Judgement it, String kind) {
    List<String> off = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    chosen(it, "AcctMethods")
        .forEach(
            (type, lists) -> {
              for (Tree list : lists.fields().values()) {
                if (!list.has(kind + "Action")) off.add(type);
              }
              wrong.addAll(wrong(type, lists, kind + "Methods", it.inputs().texts("methods")));
            });
    String what = "AAA accounting on " + kind;
    if (!off.isEmpty()) it.fail(what + " is not configured for " + String.join(", ", off));
    else if (!wrong.isEmpty()) mismatch(it, what, wrong);
  }
}
