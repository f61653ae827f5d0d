package io.cvpfunctions.slack.message;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Device;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** What messages of every kind can fill in. */
final class Common {
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
  private static final String SERIAL = "[A-Za-z0-9-]{1,64}";

  private Common() {}

  /**
   * When it happened, and the event's id: Slack knows no idempotency, so the id is how a person
   * tells a message that was posted twice.
   */
  static Values of(CloudEvent event) {
    return time(event).name("id", event.getId());
  }

  /** How many events a digest is of, and the first and the last of them. */
  static Values of(List<CloudEvent> events) {
    CloudEvent last = events.get(events.size() - 1);
    return time(last)
        .count("count", events.size())
        .name("firstId", events.get(0).getId())
        .name("lastId", last.getId());
  }

  private static Values time(CloudEvent event) {
    Values values = new Values();
    if (event.getTime() != null) values.own("time", utc(event.getTime()));
    return values;
  }

  /** A device, with its page in the CloudVision that the event is from. */
  static Values device(Device device, CloudEvent event) {
    Optional<String> page =
        device
            .serialNumber()
            .filter(serial -> serial.matches(SERIAL))
            .map(serial -> event.getSource() + "/cv/devices/" + serial);
    return new Values()
        .name("device", device.displayName())
        .name("serial", device.serialNumber().or(device::systemMacAddress))
        .name("model", device.modelName())
        .name("eos", device.softwareVersion())
        .name("address", device.ipAddress())
        .link("url", page);
  }

  /** A time as people in several time zones can compare it. */
  static String utc(OffsetDateTime time) {
    return TO_THE_SECOND.format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }

  /** The two largest units of it: 2 d 3 h, 4 min 5 s. */
  static String lasting(Duration time) {
    String[] units = {
      time.toDays() + " d",
      time.toHoursPart() + " h",
      time.toMinutesPart() + " min",
      time.toSecondsPart() + " s"
    };
    int first = 0;
    while (first < units.length - 1 && units[first].startsWith("0 ")) first++;
    boolean second = first + 1 < units.length && !units[first + 1].startsWith("0 ");
    return second ? units[first] + " " + units[first + 1] : units[first];
  }
}
