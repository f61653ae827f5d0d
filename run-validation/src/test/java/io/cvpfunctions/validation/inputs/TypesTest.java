package io.cvpfunctions.validation.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.validation.source.SourceReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
  private static final Map<String, InputType> TYPES =
      Map.ofEntries(
          Map.entry("natural", Types.natural()),
          Map.entry("positive", Types.positive()),
          Map.entry("percent", Types.number(0, 100)),
          Map.entry("flag", Types.flag()),
          Map.entry("text", Types.text()),
          Map.entry("minutes", Types.oneOf(1, 5, 15)),
          Map.entry("interface", Interfaces.name()),
          Map.entry("ignored", Interfaces.nameOrWord()),
          Map.entry("port-channel", Interfaces.portChannel()),
          Map.entry("port", Interfaces.ethernetOrManagement()),
          Map.entry("tunnel", Interfaces.vxlanSource()),
          Map.entry("address", Addresses.any()),
          Map.entry("ipv4", Addresses.v4()),
          Map.entry("with mask", Addresses.v4Interface()));

  /** As pydantic coerces what stands in a catalog; {@code -} is a problem. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "natural, '10', 10",
        "natural, 10.0, 10",
        "natural, true, 1",
        "natural, 10.5, -",
        "natural, -1, -",
        "natural, '10.0', 10",
        "natural, ' +1_0 ', 10",
        "natural, '1e3', -",
        "natural, null, -",
        "natural, 99999999999999999999, -",
        "positive, 0, -",
        "percent, '75', 75.0",
        "percent, 75, 75.0",
        "percent, 1e2, 100.0",
        "percent, 100.1, -",
        "percent, .nan, -",
        "flag, 'yes', true",
        "flag, on, true",
        "flag, 1, true",
        "flag, 0.0, false",
        "flag, 'N', false",
        "flag, 2, -",
        "flag, maybe, -",
        "text, '4.25', 4.25",
        "text, 4.25, -",
        "minutes, 5, 5",
        "minutes, '5', -",
        "minutes, true, 1",
        "minutes, 5.0, 5",
        "interface, eth1, Ethernet1",
        "interface, et1/1.10, Ethernet1/1.10",
        "interface, Etherne1, Ethernet1",
        "interface, Ethernet1x, Ethernet1",
        "interface, po5, Port-Channel5",
        "interface, vlan10, Vlan10",
        "interface, eTHERNET8, Ethernet8",
        "interface, mANAGEMENT0, -",
        "interface, management0, Management0",
        "interface, vx1, -",
        "interface, Ethernet, -",
        "ignored, management, Management",
        "ignored, lo0, Loopback0",
        "ignored, Mgmt, -",
        "port-channel, po5.10, Port-Channel5.10",
        "port-channel, Ethernet5, -",
        "port-channel, Port-Channel1234567, -",
        "port, management0, Management0",
        "port, et1, Ethernet1",
        "port, vlan1, -",
        "tunnel, dps1, Dps1",
        "tunnel, lo8192, -",
        "ipv4, 10.0.0.1, 10.0.0.1",
        "ipv4, 10.0.0.01, -",
        "ipv4, 10.0.0.256, -",
        "address, 2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "address, '::', ::",
        "address, '::ffff:1.2.3.4', ::ffff:102:304",
        "address, '1:2:3:4:5:6:7:8', 1:2:3:4:5:6:7:8",
        "address, '1::2::3', -",
        "address, '1:2:3', -",
        "address, leaf1, -",
        "with mask, 10.0.0.1, 10.0.0.1/32",
        "with mask, 10.0.0.1/24, 10.0.0.1/24",
        "with mask, 10.0.0.1/255.255.255.0, 10.0.0.1/24",
        "with mask, 10.0.0.1/33, -",
      })
  void read_whatPeopleWrite_isBroughtIntoOneForm(String type, String written, String expected) {
    List<String> problems = new ArrayList<>();
    byte[] yaml = ("[" + written + "]").getBytes(StandardCharsets.UTF_8);
    Object value =
        TYPES
            .get(type)
            .read(SourceReader.read(yaml).elements().get(0), Reading.at("input", problems));
    assertThat(value == null ? "-" : value.toString()).isEqualTo(expected);
    assertThat(problems).hasSize(value == null ? 1 : 0);
  }
}
