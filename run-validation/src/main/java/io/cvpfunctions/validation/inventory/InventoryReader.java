package io.cvpfunctions.validation.inventory;

import io.cvpfunctions.validation.inputs.Addresses;
import io.cvpfunctions.validation.inputs.InputObject;
import io.cvpfunctions.validation.inputs.InputType;
import io.cvpfunctions.validation.inputs.Inputs;
import io.cvpfunctions.validation.inputs.Reading;
import io.cvpfunctions.validation.inputs.Types;
import io.cvpfunctions.validation.source.CatalogException;
import io.cvpfunctions.validation.source.Source;
import io.cvpfunctions.validation.source.SourceReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads an ANTA inventory, YAML or JSON, and gathers every problem of it.
 *
 * <p>A device that is listed twice at one address is one with the tags of both; ANTA forgets the
 * first. Two addresses under one name are a problem.
 */
public final class InventoryReader {
  private static final InputType HOST =
      Types.anyOf("the name or address of a host", Types.hostname(), Addresses.any());
  private static final InputObject LISTED =
      listed(InputObject.object().required("host", HOST))
          .optional("name", Types.text())
          .optional("port", Types.port());
  private static final InputObject NETWORK =
      listed(InputObject.object().required("network", Addresses.anyNetwork()));
  private static final InputObject RANGE =
      listed(
          InputObject.object()
              .required("start", Addresses.any())
              .required("end", Addresses.any())
              .rule(range -> AddressRange.problem(range.text("start"), range.text("end"))));
  private static final InputObject INVENTORY =
      InputObject.object()
          .optional("hosts", Types.list(LISTED))
          .optional("networks", Types.list(NETWORK))
          .optional("ranges", Types.list(RANGE));
  private static final InputObject FILE =
      InputObject.object().required("anta_inventory", INVENTORY);

  private final Map<String, InventoryDevice> devices = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private InventoryReader() {}

  /** How ANTA connects is no matter here: there is one connection, and nothing is asked twice. */
  private static InputObject listed(InputObject entry) {
    return entry
        .optional("tags", Types.set(Types.text()))
        .optional("disable_cache", Types.flag())
        .optional("use_session_auth", Types.flag());
  }

  /**
   * The inventory in that text.
   *
   * @throws CatalogException naming every problem with its line and path
   */
  public static Inventory read(byte[] text) {
    InventoryReader reader = new InventoryReader();
    Source source = SourceReader.read(text);
    Inputs file = FILE.read(source, Reading.at("", reader.problems));
    if (file != null) file.object("anta_inventory").ifPresent(reader::inventory);
    if (!reader.problems.isEmpty()) throw new CatalogException(reader.problems);
    return new Inventory(new ArrayList<>(reader.devices.values()));
  }

  private void inventory(Inputs inventory) {
    inventory.objects("hosts").forEach(this::host);
    inventory
        .objects("networks")
        .forEach(entry -> addresses(AddressRange.of(entry.text("network")), entry));
    inventory
        .objects("ranges")
        .forEach(
            entry -> addresses(AddressRange.of(entry.text("start"), entry.text("end")), entry));
  }

  private void host(Inputs entry) {
    String host = entry.text("host");
    int port = entry.has("port") ? (int) entry.integer("port") : 0;
    String unnamed = port == 0 ? host : host + ":" + port;
    String name = entry.optionalText("name").filter(text -> !text.isEmpty()).orElse(unnamed);
    add(new InventoryDevice(name, host, port, tags(entry)));
  }

  private void addresses(AddressRange range, Inputs entry) {
    if (range.isTooLarge()) {
      problems.add(range + ": more than " + AddressRange.LARGEST + " addresses; name fewer");
      return;
    }
    for (String host : range.addresses()) {
      add(new InventoryDevice(host, host, 0, tags(entry)));
    }
  }

  private static Set<String> tags(Inputs entry) {
    return new LinkedHashSet<>(entry.texts("tags"));
  }

  private void add(InventoryDevice device) {
    InventoryDevice known = devices.get(device.name());
    if (known != null && !known.isAt(device)) {
      problems.add("two devices have the name " + device.name() + ": " + known + ", " + device);
    } else {
      devices.put(device.name(), known == null ? device : known.with(device));
    }
  }
}
