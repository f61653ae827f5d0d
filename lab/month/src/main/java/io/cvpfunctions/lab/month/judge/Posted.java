package io.cvpfunctions.lab.month.judge;

import java.time.Instant;

/** A message that the channel shows. */
public record Posted(Instant at, String text, String allText) {}
