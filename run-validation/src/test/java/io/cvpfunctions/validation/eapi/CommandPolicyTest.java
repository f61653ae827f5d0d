package io.cvpfunctions.validation.eapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandPolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "show version",
        "show running-config diffs",
        "show logging informational last 30 seconds | grep ANTA",
        "show aaa accounting logs | tail",
        "send log level informational message ANTA VerifyLoggingHostname validation",
        "session peer-supervisor show file systems | json",
        "dir supervisor-peer:/mnt/flash",
        "bash timeout 10 df -h",
        "bash timeout 10 nslookup arista.com",
      })
  void allows_whatReads(String command) {
    assertThat(CommandPolicy.allows(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reload",
        "session peer-supervisor reload",
        "session peer-supervisor show version",
        "reload now",
        "configure",
        "conf t",
        "write memory",
        "wr",
        "Reload",
        " reload",
        "bash",
        "bash timeout 10 nproc",
        "bash timeout 10 df -h; reboot",
        "bash timeout 10 nslookup a.b; reboot",
        "bash timeout 10 nslookup -x",
        "bash timeout 10 nslookup a_b",
        "bash rm -rf /",
        "show version\nreload",
        "show version; reload",
        "show `reload`",
        "delete flash:x",
        "show version | redirect flash:startup-config",
        "show version > flash:x",
        "show version %t",
        "ping vrf default | tee flash:x 10.0.0.1",
        "send log level informational message anything else",
        "",
      })
  void allows_nothingElse(String command) {
    assertThat(CommandPolicy.allows(command)).isFalse();
  }
}
