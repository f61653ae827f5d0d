package io.cvpfunctions.validation.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cvpfunctions.validation.source.CatalogException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryReaderTest {
  private static Inventory read(String text) {
    return InventoryReader.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> devices(String text) {
    return read(text).devices().stream().map(InventoryDevice::toString).toList();
  }

  @Test
  void hosts_haveNamesPortsAndTags() {
    Inventory inventory =
        read(
            """
            anta_inventory:
              hosts:
                - {host: 10.0.0.1, name: leaf1, port: 8443, tags: [leaf, dc1], disable_cache: yes}
                - {host: 10.0.0.2, port: 8443}
                - {host: leaf3.example.net}
                - {host: 2001:DB8::0:1, use_session_auth: true}
            """);

    assertThat(inventory.devices())
        .extracting(InventoryDevice::toString)
        .containsExactly(
            "leaf1 at 10.0.0.1:8443",
            "10.0.0.2:8443 at 10.0.0.2:8443",
            "leaf3.example.net at leaf3.example.net",
            "2001:db8::1 at 2001:db8::1");
    assertThat(inventory.devices().get(0).tags()).containsExactly("leaf", "dc1", "leaf1");
    assertThat(inventory.devices().get(2).tags()).containsExactly("leaf3.example.net");
  }

  @Test
  void networks_areEveryAddress_asInAnta() {
    assertThat(devices("anta_inventory: {networks: [{network: 10.0.0.252/30, tags: [a]}]}"))
        .containsExactly(
            "10.0.0.252 at 10.0.0.252",
            "10.0.0.253 at 10.0.0.253",
            "10.0.0.254 at 10.0.0.254",
            "10.0.0.255 at 10.0.0.255");
    assertThat(devices("anta_inventory: {networks: [{network: '2001:db8::/127'}]}"))
        .containsExactly("2001:db8:: at 2001:db8::", "2001:db8::1 at 2001:db8::1");
  }

  @Test
  void ranges_includeBothEnds() {
    assertThat(devices("anta_inventory: {ranges: [{start: 10.0.0.254, end: 10.0.1.1}]}"))
        .containsExactly(
            "10.0.0.254 at 10.0.0.254",
            "10.0.0.255 at 10.0.0.255",
            "10.0.1.0 at 10.0.1.0",
            "10.0.1.1 at 10.0.1.1");
  }

  @Test
  void json_isReadAlike() {
    assertThat(devices("{\"anta_inventory\": {\"hosts\": [{\"host\": \"10.0.0.1\"}]}}"))
        .containsExactly("10.0.0.1 at 10.0.0.1");
  }

  @Test
  void deviceListedTwice_isOneWithBothTags() {
    Inventory inventory =
        read(
            """
            anta_inventory:
              hosts: [{host: 10.0.0.1, tags: [leaf]}]
              networks: [{network: 10.0.0.0/31, tags: [dc1]}]
            """);

    assertThat(inventory.devices()).hasSize(2);
    assertThat(inventory.devices().get(0).tags()).containsExactly("leaf", "dc1", "10.0.0.1");
  }

  @Test
  void select_takesTagsAndNames() {
    Inventory inventory =
        read(
            "anta_inventory: {hosts: [{host: 10.0.0.1, name: a, tags: [x]}, {host: 10.0.0.2,"
                + " name: b, tags: [x, y]}, {host: 10.0.0.3, name: c}]}");

    assertThat(inventory.select(Set.of("x", "c"), Set.of())).hasSize(3);
    assertThat(inventory.select(Set.of("y"), Set.of("a", "b"))).hasSize(2);
    assertThat(inventory.tags()).containsExactly("a", "b", "c", "x", "y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hosts: []                                               | anta_inventory: is missing",
        "anta_inventory: {host: []}                              | did you mean hosts?",
        "anta_inventory: {hosts: [{name: x}]}                    | host: is missing",
        "anta_inventory: {hosts: [{host: 'a b'}]}                | name or address of a host",
        "anta_inventory: {hosts: [{host: a, tags: leaf}]}        | tags: expected a list",
        "anta_inventory: {hosts: [{host: a, port: 70000}]}       | port: expected",
        "anta_inventory: {networks: [{network: 10.0.0.1/24}]}    | network: expected a network",
        "anta_inventory: {networks: [{network: 10.0.0.0/8}]}     | more than 65536 addresses",
        "anta_inventory: {ranges: [{start: 10.0.0.2, end: 10.0.0.1}]} | before its start",
        "anta_inventory: {ranges: [{start: 10.0.0.2, end: '::1'}]}    | not of one family",
        "anta_inventory: {ranges: [{start: 'fe80::1%1', end: 'fe80::2%1'}]} | has no zone",
        "anta_inventory: {hosts: [{host: a, name: x}, {host: b, name: x}]} | have the name x",
        "- a                                                     | expected a mapping",
      })
  void wrong_isToldWithItsPath(String text, String problem) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(problem);
  }
}
