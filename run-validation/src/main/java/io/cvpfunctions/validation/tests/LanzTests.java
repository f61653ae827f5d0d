package io.cvpfunctions.validation.tests;

import io.cvpfunctions.validation.engine.Command;
import io.cvpfunctions.validation.engine.NetworkTest;
import java.util.List;

/** The test of {@code anta.tests.lanz}, the latency analyzer. */
final class LanzTests {
  private LanzTests() {}

  static List<NetworkTest> all() {
    return List.of(
        NetworkTest.of("anta.tests.lanz", "VerifyLANZ", "The latency analyzer is on.")
            .notOn(NetworkTest.VIRTUAL)
            .asks(Command.json("show queue-monitor length status", 1))
            .judgedBy(
                it -> {
                  if (!it.reply().need("lanzEnabled").isTrue()) it.fail("LANZ is not enabled");
                }));
  }
}
