package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.NetworkTest;
import java.util.List;

/** The tests of {@code anta.tests.greent}, the postcard telemetry. */
final class GreenTTests {
  private static final String MODULE = "anta.tests.greent";

  private GreenTTests() {}

  static List<NetworkTest> all() {
    return List.of(counters(), policy());
  }

  private static NetworkTest counters() {
    return NetworkTest.of(MODULE, "VerifyGreenTCounters", "Postcards of sampled packets are sent.")
        .asks(Command.json("show monitor telemetry postcard counters", 1))
        .judgedBy(
            it -> {
              boolean sent = it.reply().need("grePktSent").number() > 0;
              if (!sent) it.fail("no GreenT packet has been sent");
            });
  }

  private static NetworkTest policy() {
    return NetworkTest.of(MODULE, "VerifyGreenT", "There is a GreenT policy besides the default.")
        .asks(Command.json("show monitor telemetry postcard policy profile", 1))
        .judgedBy(
            it -> {
              List<String> profiles = it.reply().need("profiles").names();
              boolean own = profiles.stream().anyMatch(name -> !name.equals("default"));
              if (!own) it.fail("there is no GreenT policy");
            });
  }
}
