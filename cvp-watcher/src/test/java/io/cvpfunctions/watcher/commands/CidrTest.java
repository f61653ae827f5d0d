package io.cvpfunctions.watcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "10.0.0.128/25, 10.0.0.128, true",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.8, false",
    "0.0.0.0/0, 192.0.2.8, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::/0, leaf1, false",
    "::/0, '', false",
  })
  void holds_addressesWithin(String network, String address, boolean within) {
    assertThat(Cidr.of(network).orElseThrow().holds(address)).isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten.net", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/", "localhost/8"})
  void of_whatIsNoNetwork_isEmpty(String text) {
    assertThat(Cidr.of(text)).isEmpty();
  }
}
