package io.cvpfunctions.devicemove;

import io.cloudevents.CloudEvent;
import io.cvpfunctions.events.Container;
import io.cvpfunctions.events.DataReader;
import io.cvpfunctions.events.Device;
import io.cvpfunctions.events.DeviceLeft;
import io.cvpfunctions.events.DeviceMove;
import io.cvpfunctions.events.EventTypes;
import io.cvpfunctions.events.Events;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** One page of where all devices are, as {@code cvp-watcher placements --json --page} prints it. */
final class ReconcilePage {
  private static final int LARGEST = 1000;
  private static final int MOST_PAGES = 10_000;
  private static final URI SOURCE = URI.create(DeviceMoveFunction.NAME);
  private static final String OBSERVED_BY = "reconcile";

  final String run;
  final int page;
  final int pages;
  final boolean complete;
  final boolean apply;
  final boolean removeMany;
  private final List<Placed> devices;

  private ReconcilePage(DataReader data) {
    this.run = data.text("run").orElse("");
    this.page = number(data, "page");
    this.pages = number(data, "pages");
    this.complete = data.flag("complete", false);
    this.apply = data.flag("apply", false);
    this.removeMany = data.flag("removeMany", false);
    this.devices = data.objects("devices", Placed::new);
    if (devices.size() > LARGEST) {
      data.problem("devices", "holds " + devices.size() + ", a page at most " + LARGEST);
    }
  }

  static ReconcilePage from(DataReader data) {
    return new ReconcilePage(data);
  }

  private static int number(DataReader data, String name) {
    long number = data.number(name, 1);
    if (number >= 1 && number <= MOST_PAGES) return (int) number;
    data.problem(name, "is " + number + ", expected 1 to " + MOST_PAGES);
    return 1;
  }

  /** Whether nothing says which other pages it belongs to. */
  boolean lacksRun() {
    return run.isEmpty() && pages > 1;
  }

  /** {@link #folded}. */
  List<String> serials() {
    return devices.stream()
        .map(each -> folded(each.device.identity()))
        .collect(Collectors.toList());
  }

  /** Serial numbers that differ in case only are one to most CMDBs. */
  static String folded(String serial) {
    return serial.toLowerCase(Locale.ROOT);
  }

  /** What the page says of each device: the place since when it is there, the facts as of now. */
  List<Observation> observations(String fallback, Instant now) {
    return devices.stream().map(each -> each.seen(id(fallback), now)).collect(Collectors.toList());
  }

  /** That a device which no page of the run has is gone. */
  Observation gone(CmdbRecord record, String fallback, Instant now) {
    Device device = Device.builder().serialNumber(record.text(Field.SERIAL)).build();
    Container from = Container.of(record.text(Field.CONTAINER), null);
    DeviceLeft left = DeviceLeft.of(device, from, OBSERVED_BY);
    String id = id(fallback) + "/" + device.identity() + "/removed";
    return Observation.of(
        Events.first(EventTypes.DEVICE_REMOVED, id, SOURCE, device.identity(), now, left.toJson()),
        now);
  }

  private String id(String fallback) {
    return "reconcile/" + (run.isEmpty() ? fallback : run);
  }

  /** One device and where it is. */
  private static final class Placed {
    private final Device device;
    private final Container container;
    private final Optional<Instant> since;

    Placed(DataReader data) {
      this.device = data.requiredObject("device", Device::from);
      this.container = data.requiredObject("container", Container::from);
      this.since = data.time("since");
    }

    Observation seen(String id, Instant now) {
      DeviceMove added = DeviceMove.added(device, container, OBSERVED_BY);
      CloudEvent event =
          Events.first(
              EventTypes.DEVICE_ADDED,
              id + "/" + device.identity(),
              SOURCE,
              device.identity(),
              since.orElse(now),
              added.toJson());
      return Observation.of(event, now).withFactsOf(now);
    }
  }
}
