package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.Judgement;
import io.cvpfunctions.validation.engine.NetworkTest;
import io.cvpfunctions.validation.engine.PythonNumbers;
import io.cvpfunctions.validation.engine.Tree;
import io.cvpfunctions.validation.engine.UnexpectedReplyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The tests of {@code anta.tests.field_notices}. */
final class FieldNoticesTests {
  private static final String MODULE = "anta.tests.field_notices";
  private static final Command VERSION = Command.json("show version detail", 1);

  /** How a switch is mounted or cooled says nothing about its board. */
  private static final List<String> VARIANTS =
      List.of("-SSD-F", "-SSD-R", "-M-F", "-M-R", "-F", "-R");

  /** The switches that field notice 44 names. */
  private static final Set<String> SECURE_BOOT =
      Set.of(
          "DCS-7010T-48",
          "DCS-7010T-48-DC",
          "DCS-7020SR-24C2",
          "DCS-7020SRG-24C2",
          "DCS-7020TR-48",
          "DCS-7020TRA-48",
          "DCS-7050CX3-32S",
          "DCS-7050QX-32S",
          "DCS-7050QX2-32S",
          "DCS-7050SX-64",
          "DCS-7050SX-72",
          "DCS-7050SX-72Q",
          "DCS-7050SX-96",
          "DCS-7050SX2-128",
          "DCS-7050SX2-72Q",
          "DCS-7050SX3-48YC12",
          "DCS-7050TX-48",
          "DCS-7050TX-64",
          "DCS-7050TX-72",
          "DCS-7050TX-72Q",
          "DCS-7050TX-96",
          "DCS-7050TX2-128",
          "DCS-7060CX-32S",
          "DCS-7060CX2-32S",
          "DCS-7060SX2-48YC6",
          "DCS-7150SC-24-CLD",
          "DCS-7150SC-64-CLD",
          "DCS-7160-32CQ",
          "DCS-7160-48TC6",
          "DCS-7160-48YC6",
          "DCS-7280QR-C36",
          "DCS-7280QRA-C36S",
          "DCS-7280SE-64",
          "DCS-7280SE-68",
          "DCS-7280SE-72",
          "DCS-7280SR-48C6",
          "DCS-7280SR2-48YC6",
          "DCS-7280SR2A-48YC6",
          "DCS-7280SR2K-48C6-M",
          "DCS-7280SRA-48C6",
          "DCS-7280SRAM-48C6",
          "DCS-7280SRM-40CX2",
          "DCS-7280TR-48C6",
          "DCS-7280TRA-48C6");

  /** The release of each train of Aboot that mends what field notice 44 is about. */
  private static final Map<String, Long> MENDED =
      Map.of("4.0.", 7L, "4.1.", 1L, "6.0.", 9L, "6.1.", 7L);

  /** From which week on each factory built the switches of field notice 72 without the fault. */
  private static final Map<String, Map<String, Long>> WITHOUT_FAULT =
      Map.of(
          "DCS-7280SR3-48YC8", Map.of("JPE", 2131L, "JAS", 2041L),
          "DCS-7280SR3K-48YC8", Map.of("JPE", 2134L, "JAS", 2041L));

  private static final String REGULATOR = "FixedSystemvrm1";
  private static final int MENDED_REGULATOR = 7;

  private FieldNoticesTests() {}

  static List<NetworkTest> all() {
    return List.of(
        test(
            "VerifyFieldNotice44Resolution",
            "The boot loader has what field notice 44 asks for.",
            FieldNoticesTests::judge44),
        test(
            "VerifyFieldNotice72Resolution",
            "The voltage regulator has what field notice 72 asks for.",
            FieldNoticesTests::judge72));
  }

  private static NetworkTest test(String name, String description, Consumer<Judgement> judge) {
    return NetworkTest.of(MODULE, name, description)
        .in("field notices")
        .notOn(NetworkTest.VIRTUAL)
        .asks(VERSION)
        .judgedBy(judge);
  }

  private static String board(Judgement it) {
    String model = it.reply().need("modelName").text();
    for (String variant : VARIANTS) model = model.replace(variant, "");
    return model;
  }

  private static Optional<String> version(Judgement it, String component) {
    for (Tree entry : it.reply().need("details", "components").items()) {
      if (entry.need("name").is(component)) return Optional.of(entry.need("version").text());
    }
    return Optional.empty();
  }

  private static void judge44(Judgement it) {
    if (!SECURE_BOOT.contains(board(it))) {
      it.skip("the device is not concerned by FN044");
      return;
    }
    Optional<String> loader = version(it, "Aboot");
    if (loader.isEmpty()) {
      it.fail("there is no component Aboot");
      return;
    }
    String[] parts = loader.get().split("-", -1);
    if (parts.length < 3) throw new UnexpectedReplyException("no version in " + loader.get());
    if (isOld(parts[2])) it.fail("the version of Aboot is wrong: " + parts[2]);
  }

  private static boolean isOld(String version) {
    for (Map.Entry<String, Long> train : MENDED.entrySet()) {
      if (!version.startsWith(train.getKey())) continue;
      String release = version.split("\\.", -1)[2];
      if (PythonNumbers.integer(release) < train.getValue()) return true;
    }
    return false;
  }

  private static void judge72(Judgement it) {
    Map<String, Long> weeks = WITHOUT_FAULT.get(board(it));
    if (weeks == null) {
      it.skip("the device is not concerned by FN072");
      return;
    }
    String serial = it.reply().need("serialNumber").text();
    long week = PythonNumbers.integer(part(serial, 3, 7));
    List<Long> mended =
        weeks.entrySet().stream()
            .filter(factory -> serial.contains(factory.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toList());
    boolean exposed = !mended.isEmpty() && mended.stream().noneMatch(since -> week >= since);
    if (exposed) judgeRegulator(it);
    else it.skip("the device is not exposed to FN72");
  }

  private static String part(String text, int from, int to) {
    return text.substring(Math.min(from, text.length()), Math.min(to, text.length()));
  }

  private static void judgeRegulator(Judgement it) {
    Optional<String> version = version(it, REGULATOR);
    if (version.isEmpty()) it.fail("there is no component " + REGULATOR + " in 'show version'");
    else if (PythonNumbers.integer(version.get()) >= MENDED_REGULATOR) it.succeed("FN72 is mended");
    else it.fail("the device is exposed to FN72");
  }
}
