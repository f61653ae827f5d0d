package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;
import static io.cvpfunctions.validation.tests.SnmpTests.VERSION;
import static io.cvpfunctions.validation.tests.SnmpTests.VERSION_KEY;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tests of {@code anta.tests.snmp} that look at who may ask. */
final class SnmpUserTests {
  private static final String MODULE = SnmpTests.MODULE;
  private static final Map<String, String> SECURITY_MODELS =
      Map.of("auth", "v3Auth", "priv", "v3Priv", "noauth", "v3NoAuth");

  private SnmpUserTests() {}

  static List<NetworkTest> all() {
    return List.of(users(), groups());
  }

  private static NetworkTest users() {
    InputObject user =
        object()
            .required("username", Types.text())
            .required("group_name", Types.text())
            .required(VERSION_KEY, VERSION)
            .optional(
                "auth_type", Types.oneOf("MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"))
            .optional("priv_type", Types.oneOf("AES-128", "AES-192", "AES-256", "DES"))
            .rule(SnmpUserTests::protectionGiven);
    return NetworkTest.of(MODULE, "VerifySnmpUser", "The listed SNMP users exist as listed.")
        .takes(object().required("snmp_users", Types.list(user)))
        .asks(Command.json("show snmp user", 1))
        .judgedBy(SnmpUserTests::judgeUsers);
  }

  private static Optional<String> protectionGiven(Inputs user) {
    boolean given = user.has("auth_type") || user.has("priv_type");
    if (given || !user.text(VERSION_KEY).equals("v3")) return Optional.empty();
    return Optional.of("auth_type or priv_type is missing, which v3 needs");
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
            .rule(SnmpUserTests::authenticationGiven);
    return NetworkTest.of(MODULE, "VerifySnmpGroup", "The listed SNMP groups exist as listed.")
        .takes(object().required("snmp_groups", Types.list(group)))
        .asks(Command.json("show snmp group", 1))
        .judgedBy(SnmpUserTests::judgeGroups);
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
    if (group.optionalText(input).orElse("").isEmpty()) return;
    Tree actual = shown.opt(view + "View");
    if (actual.is("")) it.fail(name + " View: " + view + " - is not configured");
    else if (!actual.is(group.text(input))) {
      it.expect(name + " " + view + " view", group.text(input), actual);
    } else if (!shown.opt(view + "ViewConfig").truthy()) {
      it.fail(name + " " + view + " view: " + group.text(input) + " - is not configured");
    }
  }
}
