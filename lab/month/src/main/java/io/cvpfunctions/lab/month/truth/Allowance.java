package io.cvpfunctions.lab.month.truth;

/** How many messages a person accepts for one thing that happened. */
public record Allowance(String what, int messages) {}
