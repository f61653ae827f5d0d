package io.cvpfunctions.validation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
  private static final CommandReply ANSWERED =
      CommandReply.answered(JsonNodeFactory.instance.objectNode());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unavailable command (not supported on this hardware platform) (at token 2: 'x') | SKIPPED",
        "Invalid input (at token 2: 'trident') | SKIPPED",
        "Incomplete command (at token 4: 'drops') | SKIPPED",
        "BGP inactive | FAILURE",
        "VRF 'MGMT' is not active | FAILURE",
        "VRF 10.0.0.1 does not support IP | FAILURE",
        "could not run command | FAILURE",
        "There seem to be no power supplies connected. | FAILURE",
        "It says BGP inactive | ERROR",
        "Invalid input (at token 1: 'mlag') | ERROR",
        "Invalid input (privileged mode required) | ERROR",
      })
  void judge_whatTheSwitchSays_decidesTheVerdict(String error, String verdict) {
    Finding finding = judge(ANSWERED, CommandReply.refused(1002, List.of(error)));
    assertThat(finding.verdict()).hasToString(verdict);
    assertThat(finding.messages().get(0)).contains("'show 1'").endsWith(": " + error);
  }

  @Test
  void judge_severalRefusals_unsupportedBeforeNotInUseBeforeTheRest() {
    CommandReply failed = CommandReply.failed("no answer");
    CommandReply inactive = CommandReply.refused(1000, List.of("BGP inactive"));
    CommandReply unsupported =
        CommandReply.refused(1002, List.of("x", "not supported on this hardware platform"));
    assertThat(judge(failed, inactive, unsupported).verdict()).hasToString("SKIPPED");
    assertThat(judge(failed, inactive).verdict()).hasToString("FAILURE");
    assertThat(judge(failed, ANSWERED).verdict()).hasToString("ERROR");
  }

  private static Finding judge(CommandReply... replies) {
    Map<Command, CommandReply> all = new LinkedHashMap<>();
    for (CommandReply reply : replies) all.put(Command.json("show " + all.size(), 1), reply);
    return Refusals.judge(all, "leaf1", "DCS-7050").orElseThrow();
  }
}
