package io.cvpfunctions.lab.month.judge;

/** What the watcher gave up on, with why. */
public record Letter(String function, String id, String reason) {}
