package io.cvpfunctions.validation.tests;

import static io.cvpfunctions.validation.inputs.InputObject.object;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.Types;
import java.util.ArrayList;
import java.util.List;

/** The tests of {@code anta.tests.hardware}. */
final class HardwareTests {
  private static final String MODULE = "anta.tests.hardware";

  private HardwareTests() {}

  static List<NetworkTest> all() {
    return List.of(temperature());
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
}
