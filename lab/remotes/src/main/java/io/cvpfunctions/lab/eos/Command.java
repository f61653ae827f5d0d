package io.cvpfunctions.lab.eos;

import com.fasterxml.jackson.databind.JsonNode;

/** One command as it was asked; revision 0 is the newest. */
record Command(String text, int revision, String input) {
  static Command of(JsonNode sent, String version) {
    int oldest = version.equals("1") ? 1 : 0;
    if (sent.isTextual()) {
      return new Command(sent.asText(), oldest, "");
    }
    return new Command(
        sent.path("cmd").asText(),
        sent.path("revision").asInt(oldest),
        sent.path("input").asText(""));
  }
}
