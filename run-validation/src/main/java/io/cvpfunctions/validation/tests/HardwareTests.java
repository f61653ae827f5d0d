package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tests of {@code anta.tests.hardware} that look at parts and counters. */
final class HardwareTests {
  static final String MODULE = "anta.tests.hardware";
  private static final Command INVENTORY = Command.json("show inventory", 2);
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

  private HardwareTests() {}

  static List<NetworkTest> all() {
    return List.of(manufacturers(), adverseDrops(), pcieErrors(), capacity());
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
    return thresholds
        .maybe(names[0], Types.integer())
        .maybe(names[1], Types.integer())
        .rule(
            given ->
                given.has(names[0]) && given.has(names[1])
                    ? Optional.of(names[0] + " and " + names[1] + " are the same")
                    : Optional.empty());
  }

  private static long threshold(Judgement it, String... names) {
    Optional<Inputs> thresholds = it.inputs().object("thresholds");
    for (String name : List.of(names[0], names[1])) {
      if (thresholds.filter(given -> given.has(name)).isPresent()) {
        return thresholds.get().integer(name);
      }
    }
    return 0;
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

  private static NetworkTest capacity() {
    return NetworkTest.of(
            MODULE, "VerifyHardwareCapacityUtilization", "No hardware table is too full.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            object()
                .with("capacity_utilization_threshold", Types.percent(), 90L)
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
    String most = Messages.show(it.inputs().get("capacity_utilization_threshold"));
    for (Tree table : it.reply(1).opt("tables").itemsIfAny()) {
      if (!it.inputs().flag("strict_mode") && !isAlerted(it, table)) continue;
      String chip = part(" Chip: ", table.need("chip"));
      String feature = part(" Feature: ", table.need("feature"));
      String what = "Table: " + table.need("table").show() + chip + feature + " - utilization";
      String actual = table.need("usedPercent").show() + "%";
      it.fail(Messages.differs(what, "below " + most + "%", actual));
    }
  }

  /** Whether the operator has set an alert for the table. */
  private static boolean isAlerted(Judgement it, Tree table) {
    String name = table.need("table").show() + part("-", table.need("feature"));
    return it.reply().need("thresholds").names().contains(name);
  }

  private static String part(String before, Tree value) {
    return value.truthy() ? before + value.show() : "";
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
    boolean strict = it.inputs().flag("always_fail_on_reassembly_errors");
    List<String> withFcsErrors = chipsWithFcsErrors(it);
    List<String> excused = strict ? List.of() : withFcsErrors;
    it.reply()
        .need("dropEvents")
        .fields()
        .forEach(
            (chip, shown) -> {
              for (Tree event : shown.need("dropEvent").items()) {
                boolean counts = event.need("counterType").is("Adverse") && hasDropped(event);
                if (counts && !isExcused(event, excused.contains(chip))) judgeDrop(it, chip, event);
              }
            });
  }

  private static boolean hasDropped(Tree event) {
    return !event.need("dropCount").isZero();
  }

  private static boolean isExcused(Tree event, boolean withFcsErrors) {
    return event.need("counterName").is("ReassemblyErrors") && withFcsErrors;
  }

  private static void judgeDrop(Judgement it, String chip, Tree event) {
    String name = "FAP: " + chip + " Counter: " + event.need("counterName").show() + " - ";
    for (String[] names : DROPS) {
      if (!event.has(names[1])) continue;
      Tree rate = event.need(names[1]);
      long most = threshold(it, names);
      if (rate.number() <= most) continue;
      it.fail(Messages.differs(name + names[2], "at most " + most, rate.show()));
    }
  }

  /** Frames that arrive broken cannot be put together again either. */
  private static List<String> chipsWithFcsErrors(Judgement it) {
    List<String> broken = new ArrayList<>(it.reply(2).need("interfaceErrorCounters").names());
    broken.removeIf(name -> fcsErrors(it, name) <= 0);
    List<String> chips = new ArrayList<>();
    for (Tree chip : it.reply(1).need("aradMappings").items()) {
      for (Tree port : chip.need("portMappings").fields().values()) {
        String name = port.need("interface").text();
        boolean caused = name.startsWith("Ethernet") && broken.contains(name);
        if (caused) chips.add(chip.need("fapName").show());
      }
    }
    return chips;
  }

  private static double fcsErrors(Judgement it, String name) {
    return it.reply(2).need("interfaceErrorCounters", name, "fcsErrors").number();
  }
}
