package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** One page of where all devices are, as {@code cvp-watcher placements --json --page} prints it. */
final class ReconcilePage {
  private static final int LARGEST = 1000;
  private static final int MOST_PAGES = 10_000;

  final String run;
  final int page;
  final int pages;
  final boolean complete;
  final boolean apply;
  final boolean removeMany;

  /** Whether the CMDB holds devices of no other tenant of the same CloudVision service. */
  final boolean onlyTenant;

  /** Whether it says itself which page it is of how many. */
  final boolean numbered;

  private final String source;
  private final Optional<Instant> at;
  private final List<Placed> devices;

  private ReconcilePage(DataReader data) {
    this.run = data.text("run").orElse("");
    this.page = number(data, "page");
    this.pages = number(data, "pages");
    this.complete = data.flag("complete", false);
    this.apply = data.flag("apply", false);
    this.removeMany = data.flag("removeMany", false);
    this.onlyTenant = data.flag("onlyTenant", false);
    this.numbered = data.any("page").isNumber() && data.any("pages").isNumber();
    this.source = source(data);
    this.at = data.time("at");
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

  /** The CloudVision that it is of; without one it is as if a person had typed it. */
  private static String source(DataReader data) {
    Optional<String> source = data.text("source");
    if (source.isEmpty()) return DeviceMoveFunction.NAME;
    Optional<String> address =
        source.map(HttpUrl::parse).flatMap(url -> Observation.cloudVision(url.uri().toString()));
    if (address.isPresent()) return address.get();
    data.problem("source", "expected the address of a CloudVision, such as https://cvp.example");
    return DeviceMoveFunction.NAME;
  }

  /** Whether nothing says which other pages it belongs to. */
  boolean lacksRun() {
    return run.isEmpty() && pages > 1;
  }

  /** The CloudVision that it is of, where it says so. */
  Optional<String> cloudVision() {
    return Observation.cloudVision(source);
  }

  /**
   * When it was true: when it says so, else at least when the last of its devices moved; or now.
   */
  Instant madeAt(Instant now) {
    Optional<Instant> latest =
        devices.stream().flatMap(each -> each.since.stream()).max(Comparator.naturalOrder());
    return at.or(() -> latest).filter(now::isAfter).orElse(now);
  }

  /** What no two lists have alike, as far as they say when they were made. */
  String list() {
    return run + at.map(time -> " " + time).orElse("");
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

  /** What the page says of each device: the place since when it is there, the facts as of then. */
  List<Observation> observations(String fallback, Instant now) {
    Instant then = madeAt(now);
    return devices.stream()
        .map(each -> Observation.of(event(each, fallback, then), now).listed(then))
        .collect(Collectors.toList());
  }

  private CloudEvent event(Placed each, String fallback, Instant then) {
    DeviceMove added = DeviceMove.added(each.device, each.container, Observation.OBSERVED_BY_LIST);
    String id = id(fallback) + "/" + each.device.identity();
    return event(EventTypes.DEVICE_ADDED, id, each.device, each.since.orElse(then), added.toJson());
  }

  /** That a device which no page of the run has is gone, as of when the pages were true. */
  Observation gone(CmdbRecord record, String fallback, Instant then) {
    Device device = Device.builder().serialNumber(record.text(Field.SERIAL)).build();
    Container from = Container.of(record.text(Field.CONTAINER), null);
    DeviceLeft left = DeviceLeft.of(device, from, Observation.OBSERVED_BY_LIST);
    String id = id(fallback) + "/" + device.identity() + "/removed";
    return Observation.of(event(EventTypes.DEVICE_REMOVED, id, device, then, left.toJson()), then);
  }

  private CloudEvent event(String type, String id, Device device, Instant at, JsonNode data) {
    return Events.first(type, id, URI.create(source), device.identity(), at, data);
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
  }
}
