package io.cvpfunctions.lab.month.truth;

/** A container as CloudVision has it, and what it means in the CMDB by the month's mapping. */
public record ContainerTruth(String name, String key, String path, String site, String role) {}
