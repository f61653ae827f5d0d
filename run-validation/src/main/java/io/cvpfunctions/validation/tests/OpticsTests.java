package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.Messages;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.Observed;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.Interfaces;
import io.cvpfunctions.validation.inputs.Types;
import java.util.List;

/** The tests of {@code anta.tests.interfaces} that look at the physical layer. */
final class OpticsTests {
  private static final String MODULE = InterfacesTests.MODULE;
  private static final Command DOM = Command.json("show interfaces transceiver dom thresholds", 1);
  private static final Command DESCRIPTIONS = Command.json("show interfaces description", 1);

  /** What a channel tells that receives nothing at all. */
  private static final double NO_LIGHT = -30;

  private static final InputObject PORTS = Observed.distinctInputs(Interfaces.ethernet());

  private OpticsTests() {}

  static List<NetworkTest> all() {
    return List.of(bitErrors(), receivePower(), temperature());
  }

  private static NetworkTest bitErrors() {
    return NetworkTest.of(MODULE, "VerifyInterfacesBER", "Few bits arrive wrong, none for good.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            PORTS
                .with("max_ber_threshold", Types.number(), 1e-7)
                .with("fail_on_uncorrected_codewords", Types.flag(), true))
        .asks(Command.json("show interfaces phy detail", 2), DESCRIPTIONS)
        .judgedBy(
            it -> {
              Tree descriptions = it.reply(1).need("interfaceDescriptions");
              Observed.eachPort(
                  it,
                  it.reply().need("interfacePhyStatuses"),
                  "not found",
                  (port, shown) -> {
                    String name = "Interface: " + port + description(descriptions.opt(port));
                    for (Tree phy : shown.object().opt("phyStatuses").itemsIfAny()) {
                      judgeBits(it, name, phy.object());
                    }
                  });
            });
  }

  private static String description(Tree port) {
    Tree description = port.opt("description");
    return description.truthy() ? " Description: " + description.show() : "";
  }

  /** A chip without forward error correction counts neither. */
  private static void judgeBits(Judgement it, String name, Tree phy) {
    Tree rate = phy.opt("preFecBer", "value");
    Tree corrected = phy.opt("fec", "correctedCodewords", "value");
    Tree lost = phy.opt("fec", "uncorrectedCodewords", "value");
    if (rate.absent() || corrected.absent() || lost.absent()) return;
    boolean asked = it.inputs().flag("fail_on_uncorrected_codewords");
    if (asked && lost.number() > 0) {
      it.fail(Messages.differs(name + " - uncorrected FEC codewords", "0", lost.show()));
    }
    double most = it.inputs().number("max_ber_threshold");
    if (rate.number() <= most) return;
    String words = " FEC Corrected: " + corrected.show() + " FEC Uncorrected: " + lost.show();
    String expected = "<= " + PythonNumbers.scientific(most, 2);
    String actual = PythonNumbers.scientific(rate.number(), 2);
    it.fail(
        Messages.differs(name + words + " - bit error rate before correction", expected, actual));
  }

  private static NetworkTest receivePower() {
    return NetworkTest.of(
            MODULE, "VerifyInterfacesOpticsReceivePower", "Optics receive enough light.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(
            PORTS
                .with("failure_margin", Types.natural(), 2L)
                .with("ignore_shutdown_interfaces", Types.flag(), false))
        .asks(DOM, DESCRIPTIONS)
        .judgedBy(
            it -> {
              Tree descriptions = it.reply(1).need("interfaceDescriptions");
              Observed.eachPort(
                  it,
                  it.reply().need("interfaces"),
                  "optic not found",
                  (port, shown) -> judgePower(it, port, shown, descriptions.opt(port)));
            });
  }

  private static void judgePower(Judgement it, String port, Tree shown, Tree described) {
    Tree status = described.opt("interfaceStatus");
    boolean off = it.inputs().flag("ignore_shutdown_interfaces") && status.is("adminDown");
    if (off) return;
    String name = "Interface: " + port + description(described);
    Tree power = shown.opt("parameters", "rxPower");
    Tree threshold = power.opt("threshold");
    if (power.absent()) {
      unknown(it, name + " - receive power details are not found (DOM not supported)");
    } else if (threshold.absent()) {
      unknown(it, name + " - threshold data is not available");
    } else {
      String optic = " Optic: " + shown.opt("mediaType").show();
      power
          .need("channels")
          .fields()
          .forEach(
              (channel, value) -> {
                double alarm = threshold.need("lowAlarm").number();
                if (!isLow(it, value, alarm)) return;
                String state = " Status: " + described.need("interfaceStatus").show();
                tellLow(it, name + state + " Channel: " + channel + optic, value, alarm);
              });
    }
  }

  /** What cannot be looked at is trouble only where somebody asked for it. */
  private static void unknown(Judgement it, String why) {
    if (!it.inputs().texts("interfaces").isEmpty()) it.fail(why);
  }

  private static boolean isLow(Judgement it, Tree value, double alarm) {
    double least = alarm + it.inputs().integer("failure_margin");
    return value.number() != NO_LIGHT && value.number() < least;
  }

  private static void tellLow(Judgement it, String name, Tree value, double alarm) {
    long margin = it.inputs().integer("failure_margin");
    String origin = " (alarm: " + decibels(alarm) + ", margin: " + margin + "dBm)";
    String expected = ">= " + decibels(alarm + margin) + origin;
    it.fail(Messages.differs(name + " - receive power", expected, decibels(value.number())));
  }

  private static String decibels(double power) {
    return PythonNumbers.fixed(power, 2) + "dBm";
  }

  private static NetworkTest temperature() {
    return NetworkTest.of(MODULE, "VerifyInterfacesOpticsTemperature", "No transceiver is too hot.")
        .notOn(NetworkTest.VIRTUAL)
        .takes(PORTS.with("max_transceiver_temperature", Types.number(), 68.0))
        .asks(DOM)
        .judgedBy(
            it ->
                Observed.eachPort(
                    it,
                    it.reply().need("interfaces"),
                    "optic not found",
                    (port, shown) -> judgeTemperature(it, "Interface: " + port, shown)));
  }

  private static void judgeTemperature(Judgement it, String name, Tree shown) {
    Tree told = shown.opt("parameters", "temperature");
    if (told.absent()) {
      unknown(it, name + " - temperature details are not found (DOM not supported)");
      return;
    }
    double most = it.inputs().number("max_transceiver_temperature");
    Tree actual = told.opt("channels", "-");
    if (actual.absent() || actual.number() <= most) return;
    String expected = "<= " + PythonNumbers.show(most) + "°C";
    String degrees = PythonNumbers.fixed(actual.number(), 2) + "°C";
    it.fail(Messages.differs(name + " - transceiver temperature", expected, degrees));
  }
}
