/** What the watcher says of itself: metrics, health, log lines. */
package io.cvpfunctions.watcher.telemetry;
