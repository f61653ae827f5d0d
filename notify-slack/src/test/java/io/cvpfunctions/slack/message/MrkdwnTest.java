package io.cvpfunctions.slack.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MrkdwnTest {
  @Test
  void code_cannotBeLeft() {
    assertThat(Mrkdwn.empty().code("a`b` *c*\nd")).hasToString("`a'b' *c* d`");
  }
}
