package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;

/** What all sources work with. */
record Shared(
    Authority authority,
    Whereabouts whereabouts,
    Settling settling,
    Telling telling,
    Metrics metrics,
    Clock clock) {}
