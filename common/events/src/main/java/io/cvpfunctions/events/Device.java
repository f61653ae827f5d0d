package io.cvpfunctions.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A switch as CloudVision knows it.
 *
 * <p>At least one of serial number and system MAC address is there: old vEOS has no serial number
 * (facts: CloudVision B2), and then the MAC address is what identifies it.
 */
public final class Device {
  private static final String MAC = "systemMacAddress";
  private static final String[] FIELDS = {
    "serialNumber",
    "hostname",
    "fqdn",
    "ipAddress",
    MAC,
    "modelName",
    "softwareVersion",
    "streamingStatus"
  };

  private final Map<String, String> fields;

  private Device(Map<String, String> fields) {
    if (!fields.containsKey("serialNumber") && !fields.containsKey(MAC)) {
      throw new IllegalArgumentException("a device needs a serialNumber or a systemMacAddress");
    }
    this.fields = fields;
  }

  /** Starts a device; blank and null values are left out. */
  public static Builder builder() {
    return new Builder();
  }

  /** Reads a device, which needs a {@code serialNumber}, or a {@code systemMacAddress} instead. */
  public static Device from(DataReader data) {
    Builder builder = builder();
    for (String field : FIELDS) builder.put(field, data.text(field).orElse(null));
    if (!builder.identified()) {
      data.problem("serialNumber", "is missing, and there is no systemMacAddress instead");
      builder.serialNumber(DataReader.MISSING);
    }
    return builder.build();
  }

  /** What tells devices apart: the serial number, or the MAC address where that is blank. */
  public String identity() {
    return serialNumber().or(this::systemMacAddress).orElseThrow();
  }

  /** What people call it: the hostname, else what identifies it. */
  public String displayName() {
    return hostname().orElseGet(this::identity);
  }

  public Optional<String> serialNumber() {
    return field("serialNumber");
  }

  public Optional<String> hostname() {
    return field("hostname");
  }

  public Optional<String> fqdn() {
    return field("fqdn");
  }

  public Optional<String> ipAddress() {
    return field("ipAddress");
  }

  /** Lower case, with colons. */
  public Optional<String> systemMacAddress() {
    return field(MAC);
  }

  public Optional<String> modelName() {
    return field("modelName");
  }

  public Optional<String> softwareVersion() {
    return field("softwareVersion");
  }

  /** {@code active} or {@code inactive}. */
  public Optional<String> streamingStatus() {
    return field("streamingStatus");
  }

  /** The device as events carry it. */
  public ObjectNode toJson() {
    ObjectNode node = Json.object();
    for (String field : FIELDS) Json.put(node, field, field(field));
    return node;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Device && ((Device) other).fields.equals(fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  @Override
  public String toString() {
    return hostname().map(name -> name + " (" + identity() + ")").orElseGet(this::identity);
  }

  private Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Gathers what is known of a device. Not thread-safe. */
  public static final class Builder {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Builder() {}

    public Builder serialNumber(String value) {
      return put("serialNumber", value);
    }

    public Builder hostname(String value) {
      return put("hostname", value);
    }

    public Builder fqdn(String value) {
      return put("fqdn", value);
    }

    public Builder ipAddress(String value) {
      return put("ipAddress", value);
    }

    public Builder systemMacAddress(String value) {
      return put(MAC, value);
    }

    public Builder modelName(String value) {
      return put("modelName", value);
    }

    public Builder softwareVersion(String value) {
      return put("softwareVersion", value);
    }

    public Builder streamingStatus(String value) {
      return put("streamingStatus", value);
    }

    /** Throws IllegalArgumentException where neither serial number nor MAC address is known. */
    public Device build() {
      return new Device(new LinkedHashMap<>(fields));
    }

    private boolean identified() {
      return fields.containsKey("serialNumber") || fields.containsKey(MAC);
    }

    private Builder put(String name, String value) {
      if (value == null || value.isBlank()) fields.remove(name);
      else
        fields.put(name, name.equals(MAC) ? value.strip().toLowerCase(Locale.ROOT) : value.strip());
      return this;
    }
  }
}
