package io.cvpfunctions.watcher.sources;

import io.cvpfunctions.watcher.telemetry.Metrics;
import java.time.Clock;

/**
 * What all sources work with.
 *
 * @param clock the machine's, for times that are told
 * @param steady one that nobody sets, for what has to last
 */
record Shared(
    Authority authority,
    Whereabouts whereabouts,
    Settling settling,
    Telling telling,
    Metrics metrics,
    Clock clock,
    Clock steady) {}
