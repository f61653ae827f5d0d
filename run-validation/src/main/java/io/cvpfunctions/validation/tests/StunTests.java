package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;

/** The tests of {@code anta.tests.stun}. */
final class StunTests {
  private static final String MODULE = "anta.tests.stun";
  private static final InputObject CLIENT =
      object()
          .required("source_address", Addresses.v4())
          .with("source_port", Types.port(), 4500L)
          .optional("public_address", Addresses.v4())
          .optional("public_port", Types.port());

  private StunTests() {}

  static List<NetworkTest> all() {
    return List.of(
        translation("VerifyStunClientTranslation"), translation("VerifyStunClient"), server());
  }

  /** The test has an older name, too. */
  private static NetworkTest translation(String name) {
    return NetworkTest.of(MODULE, name, "The listed STUN clients are translated as listed.")
        .takes(object().required("stun_clients", Types.list(CLIENT)))
        .asks(StunTests::translations)
        .judgedBy(
            it -> {
              int index = 0;
              for (Inputs client : it.inputs().objects("stun_clients")) {
                judgeClient(it, client, it.reply(index++).need("bindings"));
              }
            });
  }

  private static List<Command> translations(Inputs inputs) {
    List<Command> commands = new ArrayList<>();
    for (Inputs client : inputs.objects("stun_clients")) {
      String source = client.text("source_address") + " " + client.integer("source_port");
      commands.add(Command.json("show stun client translations " + source, 1));
    }
    return commands;
  }

  private static void judgeClient(Judgement it, Inputs client, Tree bindings) {
    String name =
        "Client " + client.text("source_address") + " Port: " + client.integer("source_port");
    if (!bindings.truthy()) {
      it.fail(name + " - there is no STUN translation");
      return;
    }
    Tree shown = bindings.fields().values().iterator().next().opt("publicAddress");
    client
        .optionalText("public_address")
        .ifPresent(wanted -> it.expect(name + " - public address", wanted, shown.opt("ip")));
    if (!client.has("public_port")) return;
    it.expect(name + " - public port", client.integer("public_port"), shown.opt("port"));
  }

  private static NetworkTest server() {
    return NetworkTest.of(MODULE, "VerifyStunServer", "The STUN server is on and runs.")
        .asks(Command.json("show stun server status", 1))
        .judgedBy(
            it -> {
              boolean on = it.reply().object().opt("enabled").truthy();
              boolean runs = !it.reply().opt("pid").isZero();
              if (on && runs) return;
              String trouble = runs ? "disabled" : on ? "not running" : "disabled and not running";
              it.fail("the STUN server is " + trouble);
            });
  }
}
