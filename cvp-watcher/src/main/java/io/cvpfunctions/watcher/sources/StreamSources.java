package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.WatcherSettings.CloudVisionSettings;
import io.cvpfunctions.watcher.cloudvision.Standing;
import io.cvpfunctions.watcher.placements.Rules;
import io.cvpfunctions.watcher.sources.EventsSource.EventSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Puts together the sources that streams feed, each with its health and its loop. */
final class StreamSources {
  private final CloudVisionSettings cv;
  private final Streaming streaming;
  private final Shared shared;
  private final Dimensions dimensions;
  private final Healths healths;
  private final SourceLoops loops;
  private final Supplier<Standing> credentials;
  private final Runnable hint;

  /**
   * {@code credentials} asks elsewhere what the token is still worth; {@code hint} is run where
   * REST is worth a look.
   */
  StreamSources(
      CloudVisionSettings cv,
      Streaming streaming,
      Shared shared,
      Dimensions dimensions,
      Healths healths,
      SourceLoops loops,
      Supplier<Standing> credentials,
      Runnable hint) {
    this.cv = cv;
    this.streaming = streaming;
    this.shared = shared;
    this.dimensions = dimensions;
    this.healths = healths;
    this.loops = loops;
    this.credentials = credentials;
    this.hint = hint;
  }

  /** What streaming sources need to know of devices, whichever of them are on. */
  DeviceStream devices() {
    Health health = healths.of(DeviceStream.NAME, DeviceStream.NAME);
    return loops.add(
        DeviceStream.NAME,
        health,
        wake -> new DeviceStream(streaming, shared.whereabouts(), health, wake, cv.pollInterval()));
  }

  /** Hears of every change of a container, or says where devices are. */
  void provisioned(DeviceStream devices, Dimension container) {
    Health health = healths.of(ProvisionedSource.NAME, ProvisionedSource.NAME);
    Placing placing = placing(ProvisionedSource.NAME, Sources.CONTAINER, container);
    loops.add(
        ProvisionedSource.NAME,
        health,
        wake ->
            new ProvisionedSource(
                streaming,
                shared,
                devices,
                placing,
                health,
                hint,
                wake,
                cv.pollInterval(),
                demanded()));
  }

  /** Says where devices are by the labels chosen. */
  void tags(DeviceStream devices) {
    Map<String, Placing> labels = new LinkedHashMap<>();
    for (String label : cv.sources().tagLabels()) {
      String name = Dimensions.tag(label);
      Dimension dimension = dimensions.of(name, cv.limit());
      labels.put(label, placing(TagsSource.NAME, name, dimension));
    }
    Health health = healths.of(TagsSource.NAME, TagsSource.NAME);
    loops.add(
        TagsSource.NAME,
        health,
        wake ->
            new TagsSource(
                streaming,
                shared,
                devices,
                labels,
                health,
                hint,
                wake,
                cv.pollInterval(),
                demanded()));
  }

  /** Tells of CloudVision's own events. */
  EventsSource events(DeviceStream devices, EventRecords records, EventTelling telling) {
    Health health = healths.of(EventsSource.NAME, EventsSource.NAME);
    Rules rules = cv.rules();
    return loops.add(
        EventsSource.NAME,
        health,
        wake ->
            new EventsSource(
                streaming,
                shared,
                devices,
                records,
                telling,
                new EventSettings(
                    cv.sources().minSeverity(), rules.replayBaseline(), rules.removeAfter()),
                credentials,
                health,
                wake,
                cv.pollInterval(),
                demanded()));
  }

  private Placing placing(String source, String name, Dimension dimension) {
    Duration removeAfter = cv.rules().removeAfter();
    return new Placing(
        source, name, dimension, shared.telling(), credentials, removeAfter, shared.steady());
  }

  private boolean demanded() {
    return !cv.sources().auto();
  }
}
