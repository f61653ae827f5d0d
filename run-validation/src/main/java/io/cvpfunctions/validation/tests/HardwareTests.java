package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
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

/** The tests of {@code anta.tests.hardware}. */
final class HardwareTests {
  private static final String MODULE = "anta.tests.hardware";

  private static final Command INVENTORY = Command.json("show inventory", 2);
  private static final Command COOLING = Command.json("show system environment cooling", 1);
  private static final String[][] PCIE = {
    {"correctable_errors", "correctableErrors", "Correctable errors"},
    {"non_fatal_errors", "nonFatalErrors", "Non-fatal errors"},
    {"fatal_errors", "fatalErrors", "Fatal errors"}
  };
  private static final String[][] DROPS = {
    {"minute", "dropInLastMinute", "Last minute"},
    {"ten_minute", "dropInLastTenMinute", "Last 10 minutes"},
    {"hour", "dropInLastOneHour", "Last hour"},
    {"day", "dropInLastOneDay", "Last day"},
    {"week", "dropInLastOneWeek", "Last week"}
  };
  private static final String[][] COMPONENTS = {
    {"power_supplies", "Power Supplies", "powerSupplySlots", ""},
    {"fan_trays", "Fan Trays", "fanTraySlots", ""},
    {"fabric_cards", "Fabric Cards", "cardSlots", "Fabric"},
    {"supervisors", "Supervisors", "cardSlots", "Supervisor"},
    {"line_cards", "Line Cards", "cardSlots", "Linecard"}
  };

  private HardwareTests() {}

  static List<NetworkTest> all() {
    return List.of(
        manufacturers(),
        temperature(),
        transceiversTemperature(),
        systemCooling(),
        cooling(),
        power(),
        adverseDrops(),
        supervisorRedundancy(),
        pcieErrors(),
        absenceOfLinecards(),
        chassisHealth(),
        inventory(),
        capacity(),
        moduleStatus());
  }

  private static NetworkTest temperature() {
    return NetworkTest.of(
            MODULE, "VerifyTemperature", "The device, and its sensors if asked, are not too hot.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("check_temp_sensors", Types.flag(), false)
                .with("failure_margin", Types.natural(), 5L))
        .asks(Command.json("show system environment temperature", 1))
        .judgedBy(HardwareTests::judgeTemperature);
  }

  private static void judgeTemperature(Judgement it) {
    Tree status = it.reply().object().opt("systemStatus");
    it.expect("temperature status of the device", "temperatureOk", status);
    if (!it.inputs().flag("check_temp_sensors")) return;
    long margin = it.inputs().integer("failure_margin");
    for (Tree sensor : sensors(it.reply())) judgeSensor(it, sensor, margin);
  }

  private static List<Tree> sensors(Tree reply) {
    List<Tree> sensors = new ArrayList<>(reply.need("tempSensors").items());
    for (String slots : List.of("powerSupplySlots", "cardSlots")) {
      for (Tree slot : reply.need(slots).items()) sensors.addAll(slot.need("tempSensors").items());
    }
    return sensors;
  }

  /** PhyAlaska chips, as in the 7020TR, tell no temperature. */
  private static void judgeSensor(Judgement it, Tree sensor, long margin) {
    if (sensor.need("description").text().contains("PhyAlaska")) return;
    String name =
        String.format(
            "Sensor: %s Description: %s",
            sensor.need("name").show(), sensor.need("description").show());
    Tree status = sensor.need("hwStatus");
    if (!status.is("ok")) {
      it.fail(Messages.differs(name + " - hardware status", "ok", status.show()));
      return;
    }
    double actual = sensor.need("currentTemperature").number();
    double overheat = sensor.need("overheatThreshold").number();
    if (actual + margin < overheat) return;
    String limit = degrees(overheat - margin);
    String origin = " (overheats at " + degrees(overheat) + ", margin " + margin + "°C)";
    String expected = "<= " + limit + origin;
    it.fail(Messages.differs(name + " - temperature is high", expected, degrees(actual)));
  }

  private static String degrees(double temperature) {
    return PythonNumbers.fixed(temperature, 2) + "°C";
  }

  private static NetworkTest manufacturers() {
    return NetworkTest.of(
            MODULE, "VerifyTransceiversManufacturers", "All transceivers are of approved makers.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .required("manufacturers", Types.list(Types.text()))
                .with("allow_not_present", Types.flag(), false))
        .asks(INVENTORY)
        .judgedBy(HardwareTests::judgeManufacturers);
  }

  private static void judgeManufacturers(Judgement it) {
    List<String> approved = it.inputs().texts("manufacturers");
    boolean ignoreEmpty = it.inputs().flag("allow_not_present");
    it.reply()
        .need("xcvrSlots")
        .fields()
        .forEach(
            (slot, shown) -> {
              Tree maker = shown.need("mfgName");
              if (maker.is("Not Present") && ignoreEmpty) return;
              Part part = it.part("Port: " + slot);
              if (maker.is("")) part.fail("the transceiver tells no manufacturer");
              else if (approved.stream().noneMatch(maker::is)) {
                part.fail(Messages.differs("maker", String.join(", ", approved), maker.show()));
              }
            });
  }

  private static NetworkTest transceiversTemperature() {
    return NetworkTest.of(
            MODULE, "VerifyTransceiversTemperature", "No transceiver is or has been too hot.")
        .notOn(NetworkTest.VIRTUAL)
        .asks(Command.json("show system environment temperature transceiver", 1))
        .judgedBy(
            it -> {
              for (Tree sensor : it.reply().opt("tempSensors").itemsIfAny()) {
                Part part = it.part("Sensor: " + sensor.need("name").show());
                part.expect("hardware status", "ok", sensor.need("hwStatus"));
                part.expect("alerts", 0L, sensor.need("alertCount"));
              }
            });
  }

  private static NetworkTest systemCooling() {
    return NetworkTest.of(
            MODULE, "VerifyEnvironmentSystemCooling", "The cooling of the device is well.")
        .notOn(NetworkTest.VIRTUAL)
        .asks(COOLING)
        .judgedBy(it -> it.expect("cooling", "coolingOk", it.reply().object().opt("systemStatus")));
  }

  private static NetworkTest cooling() {
    InputType state = Types.oneOf("failed", "ok", "unknownHwStatus", "powerLoss", "unsupported");
    return NetworkTest.of(MODULE, "VerifyEnvironmentCooling", "All fans are in an allowed state.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .required("states", Types.list(state))
                .optional("configured_fan_speed_limit", Types.natural()))
        .asks(COOLING)
        .judgedBy(HardwareTests::judgeCooling);
  }

  private static void judgeCooling(Judgement it) {
    fans(it, "Power Slot", it.reply().opt("powerSupplySlots"));
    fans(it, "Fan Tray", it.reply().opt("fanTraySlots"));
  }

  private static void fans(Judgement it, String kind, Tree slots) {
    for (Tree slot : slots.itemsIfAny()) {
      for (Tree fan : slot.opt("fans").itemsIfAny()) {
        String names = slot.need("label").show() + " Fan: " + fan.need("label").show();
        judgeFan(it, it.part(kind + ": " + names), fan);
      }
    }
  }

  private static void judgeFan(Judgement it, Part part, Tree fan) {
    List<String> states = it.inputs().texts("states");
    Tree state = fan.need("status");
    if (states.stream().noneMatch(state::is)) {
      part.fail(Messages.differs("state", String.join(", ", states), state.show()));
      return;
    }
    if (!it.inputs().has("configured_fan_speed_limit")) return;
    long limit = it.inputs().integer("configured_fan_speed_limit");
    Tree speed = fan.need("configuredSpeed");
    if (limit == 0 || speed.number() <= limit) return;
    part.fail(Messages.differs("configured speed", "at most " + limit, speed.show()));
  }

  private static NetworkTest power() {
    return NetworkTest.of(
            MODULE, "VerifyEnvironmentPower", "The power supplies are in an allowed state.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .required("states", Types.list(Types.oneOf("ok", "unknown", "powerLoss", "failed")))
                .optional("min_input_voltage", Types.natural())
                .optional("min_count", Types.natural()))
        .asks(Command.json("show system environment power", 1))
        .judgedBy(HardwareTests::judgePower);
  }

  private static void judgePower(Judgement it) {
    Map<String, Tree> supplies = it.reply().opt("powerSupplies").fieldsIfAny();
    long count = it.inputs().has("min_count") ? it.inputs().integer("min_count") : 0;
    if (count == 0) {
      supplies.forEach(
          (slot, supply) -> {
            Part part = it.part("Power Slot: " + slot);
            powerTroubles(it.inputs(), supply).forEach(part::fail);
          });
      return;
    }
    if (supplies.size() < count) {
      it.fail(count + " power supplies are asked for, only " + supplies.size() + " installed");
      return;
    }
    judgePowerCount(it, supplies, count);
  }

  private static void judgePowerCount(Judgement it, Map<String, Tree> supplies, long count) {
    List<String> troubles = new ArrayList<>();
    int well = 0;
    for (Map.Entry<String, Tree> supply : supplies.entrySet()) {
      List<String> own = powerTroubles(it.inputs(), supply.getValue());
      if (own.isEmpty()) well++;
      own.forEach(what -> troubles.add("Power Slot: " + supply.getKey() + " - " + what));
    }
    if (well >= count) return;
    String states = String.join("/", it.inputs().texts("states"));
    String voltage = "";
    if (it.inputs().has("min_input_voltage")) {
      voltage = " and input voltage >=" + it.inputs().integer("min_input_voltage") + "V";
    }
    it.fail(">=" + count + " power supplies with " + states + voltage + " expected, found " + well);
    troubles.forEach(it::fail);
  }

  private static List<String> powerTroubles(Inputs inputs, Tree supply) {
    List<String> troubles = new ArrayList<>();
    List<String> states = inputs.texts("states");
    Tree state = supply.need("state");
    if (states.stream().noneMatch(state::is)) {
      troubles.add(Messages.differs("state", String.join(", ", states), state.show()));
    }
    if (!inputs.has("min_input_voltage")) return troubles;
    long least = inputs.integer("min_input_voltage");
    if (least == 0) return troubles;
    Tree voltage = supply.need("inputVoltage");
    if (voltage.number() < least) {
      troubles.add(Messages.differs("input voltage", "at least " + least, voltage.show()));
    }
    return troubles;
  }

  private static NetworkTest supervisorRedundancy() {
    return NetworkTest.of(
            MODULE, "VerifySupervisorRedundancy", "The supervisors are redundant as listed.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().with("redundancy_proto", Types.oneOf("sso", "rpr", "simplex"), "sso"))
        .asks(Command.json("show redundancy status", 1))
        .judgedBy(HardwareTests::judgeRedundancy);
  }

  private static void judgeRedundancy(Judgement it) {
    String protocol = it.inputs().text("redundancy_proto");
    if (it.reply().need("peerState").is("notInserted")) {
      it.skip("the peer supervisor card is not inserted");
      return;
    }
    Tree configured = it.reply().need("configuredProtocol");
    Tree operational = it.reply().need("operationalProtocol");
    if (!configured.is(protocol)) it.expect("configured redundancy", protocol, configured);
    else if (!operational.is(protocol)) it.expect("redundancy", protocol, operational);
    else if (!it.reply().need("switchoverReady").truthy()) it.fail("not ready for a switchover");
  }

  private static NetworkTest pcieErrors() {
    InputObject thresholds = object();
    for (String[] names : PCIE) thresholds = named(thresholds, names);
    return NetworkTest.of(MODULE, "VerifyPCIeErrors", "PCI devices count few errors.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().with("thresholds", thresholds, null))
        .asks(Command.json("show pci", 1))
        .judgedBy(
            it ->
                it.reply()
                    .need("pciIds")
                    .fields()
                    .forEach((id, device) -> judgePci(it, id, device)));
  }

  /** A threshold may go by the field's own name or by the name that EOS has for it. */
  private static InputObject named(InputObject thresholds, String... names) {
    return thresholds.with(names[0], Types.integer(), 0L).with(names[1], Types.integer(), 0L);
  }

  private static long threshold(Judgement it, String... names) {
    Optional<Inputs> thresholds = it.inputs().object("thresholds");
    return thresholds.map(given -> given.integer(names[0]) + given.integer(names[1])).orElse(0L);
  }

  private static void judgePci(Judgement it, String id, Tree device) {
    for (String[] names : PCIE) {
      long most = threshold(it, names);
      Tree count = device.need(names[1]);
      if (count.number() <= most) continue;
      String what = "PCI Name: " + device.need("name").show() + " PCI ID: " + id + " - " + names[2];
      it.fail(Messages.differs(what, "at most " + most, count.show()));
    }
  }

  private static NetworkTest absenceOfLinecards() {
    return NetworkTest.of(MODULE, "VerifyAbsenceOfLinecards", "None of these cards is inserted.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(object().required("serial_numbers", Types.list(Types.text())))
        .asks(INVENTORY)
        .judgedBy(HardwareTests::judgeAbsence);
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
        .judgedBy(HardwareTests::judgeChassis);
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
        .judgedBy(HardwareTests::judgeInventory);
  }

  private static void judgeInventory(Judgement it) {
    Optional<Inputs> requirements = it.inputs().object("requirements");
    for (String[] kind : COMPONENTS) {
      Object wanted = requirements.isPresent() ? requirements.get().get(kind[0]) : "all";
      if (wanted != null) judgeComponents(it, kind, wanted);
    }
  }

  private static void judgeComponents(Judgement it, String[] kind, Object wanted) {
    Part part = it.part(kind[1]);
    boolean card = kind[2].equals("cardSlots");
    long installed = 0;
    for (Map.Entry<String, Tree> slot : it.reply().opt(kind[2]).fieldsIfAny().entrySet()) {
      if (card && !slot.getKey().startsWith(kind[3])) continue;
      Tree name = slot.getValue().opt(card ? "modelName" : "name");
      boolean absent = name.is("Not Inserted");
      if (!absent && name.truthy()) installed++;
      if (!wanted.equals("all")) continue;
      String label = card ? slot.getKey() : "Slot" + slot.getKey();
      if (absent) part.fail(label + " is not inserted");
      else if (!name.truthy()) part.fail(label + " holds an unidentified component");
    }
    if (wanted.equals("all") || installed >= (Long) wanted) return;
    part.fail(Messages.differs("count", "at least " + wanted, String.valueOf(installed)));
  }

  private static NetworkTest capacity() {
    return NetworkTest.of(
            MODULE, "VerifyHardwareCapacityUtilization", "No hardware table is too full.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("capacity_utilization_threshold", Types.percent(), 90.0)
                .with("strict_mode", Types.flag(), false))
        .asks(HardwareTests::capacityCommands)
        .judgedBy(HardwareTests::judgeCapacity);
  }

  private static List<Command> capacityCommands(Inputs inputs) {
    long percent = (long) inputs.number("capacity_utilization_threshold");
    String exceed = "show hardware capacity utilization percent exceed " + percent;
    return List.of(
        Command.json("show hardware capacity alert threshold", 1), Command.json(exceed, 1));
  }

  private static void judgeCapacity(Judgement it) {
    double most = it.inputs().number("capacity_utilization_threshold");
    for (Tree table : it.reply(1).opt("tables").itemsIfAny()) {
      String name = table.need("table").show();
      String feature = table.need("feature").show();
      String alert = feature.isEmpty() ? name : name + "-" + feature;
      boolean alerted = it.reply().need("thresholds").has(alert);
      if (!alerted && !it.inputs().flag("strict_mode")) continue;
      String chip = table.need("chip").show();
      String what = "Table: " + name + " Chip: " + chip + " Feature: " + feature + " - utilization";
      String actual = table.need("usedPercent").show() + "%";
      it.fail(Messages.differs(what, "below " + PythonNumbers.show(most) + "%", actual));
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
        .judgedBy(HardwareTests::judgeModules);
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
    Tree other = second.need("status");
    boolean well =
        (status.is("active") && other.is("standby"))
            || (status.is("standby") && other.is("active"));
    if (well) return;
    String actual = status.show() + "/" + other.show();
    it.fail(Messages.differs(mode + "statuses", "active/standby", actual));
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

  private static NetworkTest adverseDrops() {
    InputObject thresholds = object();
    for (String[] names : DROPS) thresholds = named(thresholds, names);
    return NetworkTest.of(MODULE, "VerifyAdverseDrops", "Forwarding chips drop few packets.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("thresholds", thresholds, null)
                .with("always_fail_on_reassembly_errors", Types.flag(), true))
        .asks(
            Command.json("show hardware counter drop rates", 1),
            Command.json("show platform fap mapping", 5),
            Command.json("show interfaces counters errors", 1))
        .judgedBy(HardwareTests::judgeDrops);
  }

  private static void judgeDrops(Judgement it) {
    List<String> withFcsErrors = chipsWithFcsErrors(it);
    boolean strict = it.inputs().flag("always_fail_on_reassembly_errors");
    it.reply()
        .need("dropEvents")
        .fields()
        .forEach(
            (chip, shown) -> {
              for (Tree event : shown.need("dropEvent").items()) {
                boolean caused =
                    !strict
                        && event.need("counterName").is("ReassemblyErrors")
                        && withFcsErrors.contains(chip);
                if (!caused) judgeDrop(it, chip, event);
              }
            });
  }

  private static void judgeDrop(Judgement it, String chip, Tree event) {
    boolean counts =
        event.need("counterType").is("Adverse") && event.need("dropCount").number() > 0;
    if (!counts) return;
    String name = "FAP: " + chip + " Counter: " + event.need("counterName").show() + " - ";
    for (String[] names : DROPS) {
      Tree rate = event.opt(names[1]);
      long most = threshold(it, names);
      if (rate.absent() || rate.number() <= most) continue;
      it.fail(Messages.differs(name + names[2], "at most " + most, rate.show()));
    }
  }

  /** Frames that arrive broken cannot be put together again either. */
  private static List<String> chipsWithFcsErrors(Judgement it) {
    List<String> chips = new ArrayList<>();
    Tree counters = it.reply(2).need("interfaceErrorCounters");
    for (Tree chip : it.reply(1).need("aradMappings").items()) {
      for (Tree port : chip.need("portMappings").fields().values()) {
        String name = port.need("interface").text();
        Tree errors = counters.opt(name, "fcsErrors");
        boolean broken = name.startsWith("Ethernet") && errors.truthy();
        if (broken) chips.add(chip.need("fapName").show());
      }
    }
    return chips;
  }
}
