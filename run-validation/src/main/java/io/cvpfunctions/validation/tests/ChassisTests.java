package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The tests of {@code anta.tests.hardware} that look at cards and slots. */
final class ChassisTests {
  private static final String MODULE = HardwareTests.MODULE;
  private static final Command INVENTORY = Command.json("show inventory", 2);
  private static final String[][] COMPONENTS = {
    {"power_supplies", "Power Supplies", "powerSupplySlots", ""},
    {"fan_trays", "Fan Trays", "fanTraySlots", ""},
    {"fabric_cards", "Fabric Cards", "cardSlots", "Fabric"},
    {"supervisors", "Supervisors", "cardSlots", "Supervisor"},
    {"line_cards", "Line Cards", "cardSlots", "Linecard"}
  };

  private ChassisTests() {}

  static List<NetworkTest> all() {
    return List.of(
        supervisorRedundancy(), absenceOfLinecards(), chassisHealth(), inventory(), moduleStatus());
  }

  private static NetworkTest supervisorRedundancy() {
    return NetworkTest.of(
            MODULE, "VerifySupervisorRedundancy", "The supervisors are redundant as listed.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().with("redundancy_proto", Types.oneOf("sso", "rpr", "simplex"), "sso"))
        .asks(Command.json("show redundancy status", 1))
        .judgedBy(ChassisTests::judgeRedundancy);
  }

  private static void judgeRedundancy(Judgement it) {
    String protocol = it.inputs().text("redundancy_proto");
    if (it.reply().need("peerState").is("notInserted")) {
      it.skip("the peer supervisor card is not inserted");
      return;
    }
    Tree configured = it.reply().need("configuredProtocol");
    it.expect("configured redundancy", protocol, configured);
    if (configured.is(protocol)) judgeOperation(it, protocol);
  }

  private static void judgeOperation(Judgement it, String protocol) {
    Tree operational = it.reply().need("operationalProtocol");
    it.expect("redundancy", protocol, operational);
    if (!operational.is(protocol)) return;
    Tree ready = it.reply().need("switchoverReady");
    if (!ready.truthy()) it.fail(Messages.differs("switchover ready", "True", ready.show()));
  }

  private static NetworkTest absenceOfLinecards() {
    return NetworkTest.of(MODULE, "VerifyAbsenceOfLinecards", "None of these cards is inserted.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().required("serial_numbers", Types.list(Types.text())))
        .asks(INVENTORY)
        .judgedBy(ChassisTests::judgeAbsence);
  }

  private static void judgeAbsence(Judgement it) {
    List<String> inserted = new ArrayList<>();
    for (Tree card : it.reply().need("cardSlots").fields().values()) {
      inserted.add(card.need("serialNum").show());
    }
    List<String> found = new ArrayList<>(it.inputs().texts("serial_numbers"));
    found.retainAll(inserted);
    if (!found.isEmpty()) it.fail("these cards are inserted: " + String.join(", ", found));
  }

  private static NetworkTest chassisHealth() {
    return NetworkTest.of(MODULE, "VerifyChassisHealth", "All cards of the chassis are well.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().with("max_fabric_interrupts", Types.integer(), 0L))
        .asks(Command.json("show platform sand health", 1))
        .judgedBy(ChassisTests::judgeChassis);
  }

  private static void judgeChassis(Judgement it) {
    initialised(it, "Linecard", it.reply().need("linecardsNotInitialized"));
    initialised(it, "Fabric card", it.reply().need("fabricCardsNotInitialized"));
    long most = it.inputs().integer("max_fabric_interrupts");
    it.reply()
        .need("fabricInterruptOccurrences")
        .fields()
        .forEach(
            (name, fabric) -> {
              Tree count = fabric.need("count");
              if (count.number() <= most) return;
              String what = "Fabric: " + name + " - interrupts";
              it.fail(Messages.differs(what, "at most " + most, count.show()));
            });
  }

  private static void initialised(Judgement it, String kind, Tree cards) {
    cards.names().forEach(name -> it.fail(kind + ": " + name + " - is not initialised"));
  }

  private static NetworkTest inventory() {
    InputType count = Types.anyOf("a whole number or all", Types.oneOf("all"), Types.integer());
    InputObject requirements = object();
    for (String[] kind : COMPONENTS) requirements = requirements.optional(kind[0], count);
    return NetworkTest.of(MODULE, "VerifyInventory", "The device has the listed components.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().optional("requirements", requirements))
        .asks(INVENTORY)
        .judgedBy(ChassisTests::judgeInventory);
  }

  private static void judgeInventory(Judgement it) {
    Optional<Inputs> requirements = it.inputs().object("requirements");
    for (String[] kind : COMPONENTS) {
      Object wanted = requirements.isPresent() ? requirements.get().get(kind[0]) : "all";
      boolean asked = wanted != null && !wanted.equals(0L);
      if (asked) judgeComponents(it, kind, wanted);
    }
  }

  private static void judgeComponents(Judgement it, String[] kind, Object wanted) {
    Part part = it.part(kind[1]);
    boolean card = kind[2].equals("cardSlots");
    List<String> absent = new ArrayList<>();
    List<String> unidentified = new ArrayList<>();
    long installed = 0;
    for (Map.Entry<String, Tree> slot : it.reply().opt(kind[2]).fieldsIfAny().entrySet()) {
      if (card && !slot.getKey().startsWith(kind[3])) continue;
      Tree name = slot.getValue().opt(card ? "modelName" : "name");
      String label = card ? slot.getKey() : "Slot" + slot.getKey();
      if (!name.truthy()) unidentified.add(label + " holds an unidentified component");
      else if (name.text().contains("Not Inserted")) absent.add(label + " is not inserted");
      else installed++;
    }
    if (wanted.equals("all")) {
      absent.forEach(part::fail);
      unidentified.forEach(part::fail);
    } else if (installed < (Long) wanted) {
      part.fail(Messages.differs("count", "at least " + wanted, String.valueOf(installed)));
    }
  }

  private static NetworkTest moduleStatus() {
    InputType status =
        Types.oneOf(
            "failed",
            "disabledUntilSystemUpgrade",
            "ok",
            "poweredOff",
            "active",
            "disabled",
            "upgradingFpga",
            "poweringOn",
            "unknown",
            "standby");
    return NetworkTest.of(MODULE, "VerifyModuleStatus", "Supervisors and cards are as listed.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("module_statuses", Types.list(status), List.of("ok"))
                .with("supervisor_mode", Types.oneOf("single", "dual"), "dual"))
        .asks(Command.json("show module", 1), Command.json("show module power", 1))
        .judgedBy(ChassisTests::judgeModules);
  }

  private static void judgeModules(Judgement it) {
    boolean dual = it.inputs().text("supervisor_mode").equals("dual");
    Map<String, Tree> cards = new LinkedHashMap<>(it.reply().need("modules").fields());
    Map<String, Tree> powered = it.reply(1).need("modules").fields();
    Tree first = cards.remove("1");
    Tree second = dual ? cards.remove("2") : null;
    String mode = (dual ? "Dual" : "Single") + "-Supervisor Mode - ";
    if (first == null || (dual && second == null)) {
      it.fail(mode + (dual ? "the standby" : "the active") + " supervisor is missing");
      return;
    }
    judgeSupervisors(it, mode, first, second);
    List<String> allowed = it.inputs().texts("module_statuses");
    cards.forEach(
        (name, card) -> {
          Tree status = card.need("status");
          if (allowed.stream().anyMatch(status::is)) return;
          String what = mode + "Module: " + name + " Model: " + card.need("modelName").show();
          it.fail(Messages.differs(what, String.join(", ", allowed), status.show()));
        });
    powered.forEach((name, card) -> judgeRisers(it, mode, name, card));
  }

  private static void judgeSupervisors(Judgement it, String mode, Tree first, Tree second) {
    Tree status = first.need("status");
    if (second == null) {
      it.expect(mode + "status", "active", status);
      return;
    }
    String actual = String.join("/", new TreeSet<>(List.of(status.text(), other(second))));
    if (actual.equals("active/standby")) return;
    it.fail(Messages.differs(mode + "statuses", "active/standby", actual));
  }

  private static String other(Tree supervisor) {
    return supervisor.need("status").text();
  }

  private static void judgeRisers(Judgement it, String mode, String module, Tree card) {
    card.need("risers")
        .fields()
        .forEach(
            (riser, shown) -> {
              if (shown.need("powerGood").truthy()) return;
              it.fail(mode + "Module: " + module + " Riser " + riser + " - power is not stable");
            });
  }
}
