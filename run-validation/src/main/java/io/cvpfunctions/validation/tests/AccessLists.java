package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;

/** The family of tests that count the access lists of a service and see whether a VRF uses them. */
final class AccessLists {
  private AccessLists() {}

  static NetworkTest test(String module, String name, String service, String show, int version) {
    return NetworkTest.of(
            module, name, "The VRF uses that many IPv" + version + " ACLs for " + service + ".")
        .takes(object().required("number", Types.natural()).with("vrf", Types.text(), "default"))
        .asks(Command.json(show + " access-list summary", 1))
        .judgedBy(it -> judge(it, service, version));
  }

  private static void judge(Judgement it, String service, int version) {
    Tree lists = it.reply().need(version == 4 ? "ipAclList" : "ipv6AclList", "aclList");
    long number = it.inputs().integer("number");
    String vrf = it.inputs().text("vrf");
    String name = "VRF: " + vrf + " - " + service + " IPv" + version + " ACLs";
    if (lists.size() != number) {
      it.fail(Messages.differs(name, String.valueOf(number), String.valueOf(lists.size())));
      return;
    }
    List<String> unused = new ArrayList<>();
    for (Tree list : lists.items()) {
      boolean used = holds(list.need("configuredVrfs"), vrf) && holds(list.need("activeVrfs"), vrf);
      if (!used) unused.add(list.need("name").text());
    }
    if (!unused.isEmpty())
      it.fail(name + " not configured or active: " + String.join(", ", unused));
  }

  private static boolean holds(Tree vrfs, String vrf) {
    return vrfs.items().stream().anyMatch(item -> item.is(vrf));
  }
}
