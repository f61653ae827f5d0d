package io.cvpfunctions.devicemove.netbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cvpfunctions.devicemove.Cmdb;
import io.cvpfunctions.devicemove.CmdbContract;
import io.cvpfunctions.devicemove.CmdbPolicy;
import io.cvpfunctions.devicemove.JournalText;
import io.cvpfunctions.devicemove.RecordKeeper;
import io.cvpfunctions.devicemove.SerialTurns;
import io.cvpfunctions.devicemove.rest.Identity;
import io.cvpfunctions.devicemove.rest.RestClient;
import io.cvpfunctions.lab.cmdb.NetBoxServer;
import io.cvpfunctions.remote.HttpRemote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;

/** What every CMDB promises, kept in a NetBox of some release. */
abstract class NetBoxContract extends CmdbContract {
  final NetBoxServer netbox;

  NetBoxContract(String version) {
    this.netbox = NetBoxServer.start(version);
    netbox.add("dcim/manufacturers", "{\"name\": \"Arista\", \"slug\": \"arista\"}");
  }

  /** One for all clients, where only that keeps two of us apart. */
  abstract SerialTurns turns();

  @AfterEach
  void closeServer() {
    org.assertj.core.api.Assertions.assertThat(netbox.http().unexpected()).isEmpty();
    netbox.close();
  }

  @Override
  protected Cmdb open(CmdbPolicy policy) {
    return client(policy, netbox.token(), turns());
  }

  Cmdb client(CmdbPolicy policy, String token, SerialTurns turns) {
    String word = token.startsWith("nbt_") ? "Bearer " : "Token ";
    RestClient rest =
        new RestClient(
            HttpRemote.named("NetBox"), HttpUrl.get(netbox.url()), Identity.of(word + token));
    NetBox store = new NetBox(rest, policy.createsMissing(), "Management1");
    return new RecordKeeper(store, policy, turns);
  }

  @Override
  protected Map<String, String> stored(String serial) {
    Map<String, String> stored = new LinkedHashMap<>();
    netbox.devices().stream()
        .filter(device -> device.path("serial").asText().equals(serial))
        .forEach(device -> read(device, stored));
    stored.values().removeIf(value -> value.isEmpty() || value.equals("null"));
    return stored;
  }

  private static void read(JsonNode device, Map<String, String> stored) {
    stored.put("hostname", device.path("name").asText());
    stored.put("ip_address", device.at("/primary_ip4/address").asText().replace("/32", ""));
    stored.put("model", device.at("/device_type/model").asText());
    stored.put("status", device.at("/status/value").asText());
    stored.put("site", device.at("/site/name").asText());
    stored.put("role", device.at("/role/name").asText());
    stored.put(
        "tags",
        device.path("tags").findValuesAsText("name").stream().collect(Collectors.joining(",")));
    device
        .path("custom_fields")
        .properties()
        .forEach(f -> stored.put(f.getKey().replaceFirst("cvp_", ""), f.getValue().asText()));
  }

  @Override
  protected int records() {
    return netbox.devices().size();
  }

  @Override
  protected List<String> history(String serial) {
    return historyTexts(serial).stream().map(JournalText::entry).collect(Collectors.toList());
  }

  @Override
  protected List<String> historyTexts(String serial) {
    return netbox.devices().stream()
        .filter(device -> device.path("serial").asText().equals(serial))
        .flatMap(device -> journal(device.path("id").asText()).stream())
        .collect(Collectors.toList());
  }

  List<String> journal(String device) {
    return netbox.all("extras/journal-entries").stream()
        .filter(entry -> entry.path("assigned_object_id").asText().equals(device))
        .map(entry -> entry.path("comments").asText())
        .collect(Collectors.toList());
  }

  @Override
  protected void setStatus(String serial, String status) {
    netbox.edit("dcim/devices", id(serial), "{\"status\": \"" + status + "\"}");
  }

  String id(String serial) {
    return netbox.devices().stream()
        .filter(device -> device.path("serial").asText().equals(serial))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  @Override
  protected void addByHand(String name, String serial) {
    addDevice(name, serial, "DC1");
  }

  String addDevice(String name, String serial, String site) {
    String type =
        had("dcim/device-types", "model", "Any", "\"manufacturer\": {\"slug\": \"arista\"}");
    String role = had("dcim/device-roles", "name", "any", "\"name\": \"any\"");
    String at =
        had("dcim/sites", "name", site, "\"name\": \"" + site + "\", \"status\": \"active\"");
    return netbox.add(
        "dcim/devices",
        String.format(
            "{\"name\": \"%s\", \"serial\": \"%s\", \"status\": \"active\", \"device_type\": %s, \"role\": %s, \"site\": %s}",
            name, serial, type, role, at));
  }

  private String had(String path, String field, String value, String more) {
    return netbox.all(path).stream()
        .filter(each -> each.path(field).asText().equals(value))
        .map(each -> each.path("id").asText())
        .findFirst()
        .orElseGet(
            () ->
                netbox.add(
                    path,
                    String.format(
                            "{\"%s\": \"%s\", \"slug\": \"%s\", %s}",
                            field, value, value.toLowerCase(Locale.ROOT), more)
                        .replaceFirst("\"name\": \"[^\"]*\", (.*\"name\")", "$1")));
  }

  @Override
  protected String removedStatus() {
    return "offline";
  }
}
