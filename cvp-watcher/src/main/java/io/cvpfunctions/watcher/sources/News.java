package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.cloudvision.apis.event.v1.Event;
import java.time.Instant;

/**
 * Something to tell of a CloudVision event.
 *
 * @param type raised, updated or resolved
 * @param at when it happened, by CloudVision's clock where it says so
 */
record News(String type, Event event, Instant at) {}
