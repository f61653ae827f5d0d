package io.cvpfunctions.lab.soak.measure;

import java.time.Instant;

/** How much of a machine a process holds at one moment; the memory is resident, in MiB. */
public record Sample(Instant at, long pid, double memory, int threads) {}
