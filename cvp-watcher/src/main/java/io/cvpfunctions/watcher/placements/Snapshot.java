package io.cvpfunctions.watcher.placements;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Where every device was at one complete look.
 *
 * @param placements devices in a container
 * @param unprovisioned devices that CloudVision knows, but that are in no container
 * @param present devices that are there, though in a container that could not be told; nothing
 *     follows from those
 * @param containers how many containers there are
 * @param onlyUndefined whether CloudVision offers no container but the one of devices that nobody
 *     has placed: so it looks where Network Provisioning is off
 */
public record Snapshot(
    Instant at,
    List<Placement> placements,
    Set<String> unprovisioned,
    Set<String> present,
    int containers,
    boolean onlyUndefined) {}
