package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Facts of a device changed while it stayed where it is: the data of {@code cvp.device.changed}.
 */
public final class DeviceChange {
  private final Device device;
  private final List<Field> changed;

  private DeviceChange(Device device, List<Field> changed) {
    this.device = Objects.requireNonNull(device, "device");
    this.changed = List.copyOf(changed);
  }

  /** The device as it is now, and what is different about it. */
  public static DeviceChange of(Device device, List<Field> changed) {
    if (changed.isEmpty()) throw new IllegalArgumentException("nothing changed");
    return new DeviceChange(device, changed);
  }

  /** Reads the data of {@code cvp.device.changed}. */
  public static DeviceChange from(DataReader data) {
    return new DeviceChange(
        data.requiredObject("device", Device::from), data.objects("changed", Field::from));
  }

  public Device device() {
    return device;
  }

  public List<Field> changed() {
    return changed;
  }

  /** The data as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.set("device", device.toJson());
    ArrayNode fields = node.putArray("changed");
    changed.forEach(field -> fields.add(field.toJson()));
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DeviceChange && ((DeviceChange) other).toJson().equals(toJson());
  }

  @Override
  public int hashCode() {
    return toJson().hashCode();
  }

  @Override
  public String toString() {
    return device + " changed: " + changed;
  }

  /** One fact of a device, before and after. */
  public static final class Field {
    private final String field;
    private final String from;
    private final String to;

    private Field(String field, String from, String to) {
      this.field = field;
      this.from = from;
      this.to = to;
    }

    /** Either value may be null where there was, or is, none. */
    public static Field of(String field, String from, String to) {
      return new Field(Objects.requireNonNull(field, "field"), from, to);
    }

    static Field from(DataReader data) {
      return new Field(
          data.requiredText("field"), data.text("from").orElse(null), data.text("to").orElse(null));
    }

    /** Which fact: hostname, fqdn, ipAddress, softwareVersion, modelName, container. */
    public String field() {
      return field;
    }

    public Optional<String> from() {
      return Optional.ofNullable(from);
    }

    public Optional<String> to() {
      return Optional.ofNullable(to);
    }

    ObjectNode toJson() {
      ObjectNode node = Json.object().put("field", field);
      Json.put(node, "from", from());
      Json.put(node, "to", to());
      return node;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Field && ((Field) other).toJson().equals(toJson());
    }

    @Override
    public int hashCode() {
      return Objects.hash(field, from, to);
    }

    @Override
    public String toString() {
      return field + " " + from + " -> " + to;
    }
  }
}
