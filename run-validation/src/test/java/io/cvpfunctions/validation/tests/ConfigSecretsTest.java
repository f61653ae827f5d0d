package io.cvpfunctions.validation.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "+username admin privilege 15 role network-admin secret sha512 $6$S3CRET",
        "-enable password 7 S3CRET",
        "+enable secret 5 S3CRET",
        "   neighbor 10.0.0.1 password 7 S3CRET",
        "+tacacs-server host 10.0.0.1 vrf MGMT key 7 S3CRET",
        "+radius-server key S3CRET",
        "+ntp authentication-key 1 md5 7 S3CRET",
        "+   ip ospf message-digest-key 1 md5 7 S3CRET",
        "+   isis authentication key 7 S3CRET level-2",
        "+   shared-key 7 S3CRET",
        "+   passphrase 7 S3CRET",
        "+snmp-server community S3CRET ro",
        "+snmp-server host 10.0.0.1 vrf MGMT version 2c S3CRET udp-port 163",
        "+snmp-server user u g v3 auth sha S3CRET priv aes S3CRET",
        "+Username Admin SECRET 0 S3CRET",
      })
  void masked_lineWithASecret_tellsAllButIt(String line) {
    assertThat(ConfigSecrets.masked(line))
        .doesNotContain("S3CRET")
        .endsWith("***")
        .startsWith(line.substring(0, 8));
  }

  @Test
  void masked_otherLines_areAsTheyWere() {
    String lines =
        """
        --- flash:/startup-config
        +++ system:/running-config
        @@ -12,7 +12,7 @@
         service password-encryption
        -   set community 65000:1 additive
        +username guest nopassword
        +ip community-list C permit 65000:1
        +   neighbor 10.0.0.1 send-community extended
        """;
    assertThat(ConfigSecrets.masked(lines)).isEqualTo(lines);
  }
}
