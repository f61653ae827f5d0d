package io.cvpfunctions.watcher.sources;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.cvpfunctions.cloudvision.apis.inventory.v1.Device;
import io.cvpfunctions.cloudvision.apis.inventory.v1.StreamingStatus;
import io.cvpfunctions.watcher.placements.Condition;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Makes our values of CloudVision's messages. */
final class Protos {
  private static final DateTimeFormatter NINE_DIGITS =
      new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

  private static final long YEAR_1 = Instant.parse("0001-01-01T00:00:00Z").getEpochSecond();
  private static final long YEAR_9999 = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Protos() {}

  /** What was known, with what a partial message says instead; what it leaves out stays. */
  @SuppressWarnings("unchecked")
  static <M extends Message> M merged(M known, M partial) {
    Message.Builder builder = known.toBuilder();
    partial.getAllFields().forEach(builder::setField);
    return (M) builder.build();
  }

  /** A device of the resource API, which knows no address. */
  static io.cvpfunctions.events.Device device(String serial, Device device, String address) {
    return io.cvpfunctions.events.Device.builder()
        .serialNumber(serial)
        .hostname(device.getHostname().getValue())
        .fqdn(device.getFqdn().getValue())
        .ipAddress(address)
        .systemMacAddress(device.getSystemMacAddress().getValue())
        .modelName(device.getModelName().getValue())
        .softwareVersion(device.getSoftwareVersion().getValue())
        .streamingStatus(streaming(device.getStreamingStatus()))
        .build();
  }

  private static String streaming(StreamingStatus status) {
    return switch (status) {
      case STREAMING_STATUS_ACTIVE -> "active";
      case STREAMING_STATUS_INACTIVE -> "inactive";
      default -> "";
    };
  }

  /** What tells whether the device has settled; boot times to the millisecond, as they are kept. */
  static Condition condition(Device device) {
    if (!device.hasBootTime()) return new Condition("", Optional.empty());
    Instant boot = instant(device.getBootTime()).truncatedTo(ChronoUnit.MILLIS);
    return new Condition("", Optional.of(boot));
  }

  /** In UTC, always with nine digits, so that text orders and compares as time does. */
  static String text(Instant at) {
    return NINE_DIGITS.format(at);
  }

  /** With all nine digits; what lies beyond the years that a timestamp may hold is cut off. */
  static Instant instant(Timestamp timestamp) {
    long seconds = Math.max(YEAR_1, Math.min(YEAR_9999, timestamp.getSeconds()));
    return Instant.ofEpochSecond(seconds, timestamp.getNanos());
  }
}
