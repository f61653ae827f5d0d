package io.cvpfunctions.watcher.state;

import io.cloudevents.CloudEvent;

/** An event in the outbox. */
public record StoredEvent(long seq, CloudEvent event) {}
