package io.cvpfunctions.validation.eapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.remote.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "10.0.0.128/25, 10.0.0.200, true",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.0/8 2001:db8::/32, 2001:db8::1, true",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
  })
  void allowed_address_onlyInsideTheNetworks(String networks, String address, boolean allowed)
      throws UnknownHostException {
    InetAddress asked = InetAddress.getByName(address);
    assertThat(networks(networks).allowed(List.of(asked))).hasSize(allowed ? 1 : 0);
  }

  @Test
  void from_wrongOrMissing_isAProblem() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> networks("10.0.0.0/33, leaf1/24 2001:db8::/129 ,10.0.0.0/8"))
        .satisfies(wrong -> assertThat(wrong.problems()).hasSize(3));
    assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> networks(""));
  }

  private static Networks networks(String text) {
    Settings settings = Settings.of(Map.of("eapi_allowed_networks", text)::get);
    Networks networks = Networks.from(settings);
    settings.check();
    return networks;
  }
}
