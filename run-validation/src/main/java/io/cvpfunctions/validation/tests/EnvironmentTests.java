package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Judgement.Part;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The tests of {@code anta.tests.hardware} that look at heat, fans and power. */
final class EnvironmentTests {
  private static final String MODULE = HardwareTests.MODULE;
  private static final Command COOLING = Command.json("show system environment cooling", 1);

  private EnvironmentTests() {}

  static List<NetworkTest> all() {
    return List.of(temperature(), transceiversTemperature(), systemCooling(), cooling(), power());
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
        .judgedBy(EnvironmentTests::judgeTemperature);
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
    Tree status = sensor.need("hwStatus");
    if (!status.is("ok")) {
      it.fail(Messages.differs(name(sensor) + "hardware status", "ok", status.show()));
      return;
    }
    double overheat = sensor.need("overheatThreshold").number();
    double actual = sensor.need("currentTemperature").number();
    double limit = overheat - margin;
    if (actual <= limit) return;
    String origin = " (overheats at " + degrees(overheat) + ", margin " + margin + "°C)";
    String expected = "<= " + degrees(limit) + origin;
    it.fail(Messages.differs(name(sensor) + "temperature is high", expected, degrees(actual)));
  }

  private static String name(Tree sensor) {
    String description = sensor.need("description").show();
    return "Sensor: " + sensor.need("name").show() + " Description: " + description + " - ";
  }

  private static String degrees(double temperature) {
    return PythonNumbers.fixed(temperature, 2) + "°C";
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
        .judgedBy(EnvironmentTests::judgeCooling);
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
        .judgedBy(EnvironmentTests::judgePower);
  }

  private static void judgePower(Judgement it) {
    Map<String, Tree> supplies = it.reply().opt("powerSupplies").fieldsIfAny();
    if (!it.inputs().has("min_count")) {
      supplies.forEach(
          (slot, supply) -> {
            Part part = it.part("Power Slot: " + slot);
            powerTroubles(it.inputs(), supply).forEach(part::fail);
          });
      return;
    }
    long count = it.inputs().integer("min_count");
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
}
