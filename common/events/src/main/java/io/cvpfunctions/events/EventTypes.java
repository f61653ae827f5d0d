package io.cvpfunctions.events;

import java.util.Set;

/** The CloudEvents {@code type}s this system sends and understands. */
public final class EventTypes {
  /** A device was seen for the first time after the baseline. */
  public static final String DEVICE_ADDED = "cvp.device.added";

  /** A device's container, or a watched tag of it, changed. */
  public static final String DEVICE_MOVED = "cvp.device.moved";

  /** A device's hostname, address or another fact of it changed, or its container was renamed. */
  public static final String DEVICE_CHANGED = "cvp.device.changed";

  /** A device is known to CloudVision still, but in no container. */
  public static final String DEVICE_UNPROVISIONED = "cvp.device.unprovisioned";

  /** A device is no longer known to CloudVision. */
  public static final String DEVICE_REMOVED = "cvp.device.removed";

  /** CloudVision raised an event of its own. */
  public static final String EVENT_RAISED = "cvp.event.raised";

  /** A CloudVision event changed severity, title or description. */
  public static final String EVENT_UPDATED = "cvp.event.updated";

  /** A CloudVision event is over. */
  public static final String EVENT_RESOLVED = "cvp.event.resolved";

  /** There is something the watcher cannot see. */
  public static final String WATCHER_BLIND = "cvp.watcher.blind";

  /** The watcher sees again what it could not. */
  public static final String WATCHER_SEES = "cvp.watcher.sees";

  /** The watcher was told something it would not believe. */
  public static final String WATCHER_SUSPICIOUS = "cvp.watcher.suspicious";

  /** A device has been validated; the data is the report. */
  public static final String VALIDATION_COMPLETED = "validation.completed";

  /** Any JSON object a person hands to kafka-publish. */
  public static final String CUSTOM = "cvp.custom";

  private static final Set<String> ALL =
      Set.of(
          DEVICE_ADDED,
          DEVICE_MOVED,
          DEVICE_CHANGED,
          DEVICE_UNPROVISIONED,
          DEVICE_REMOVED,
          EVENT_RAISED,
          EVENT_UPDATED,
          EVENT_RESOLVED,
          WATCHER_BLIND,
          WATCHER_SEES,
          WATCHER_SUSPICIOUS,
          VALIDATION_COMPLETED);

  private EventTypes() {}

  /** Every type that this system itself makes. */
  public static Set<String> all() {
    return ALL;
  }
}
