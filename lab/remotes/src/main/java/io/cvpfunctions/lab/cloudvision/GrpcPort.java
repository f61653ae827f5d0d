package io.cvpfunctions.lab.cloudvision;

/** Where a node serves the resource APIs. */
public enum GrpcPort {
  /** Nowhere: the releases before the resource APIs. */
  NONE,
  /** On a port of their own, which is 8443 on the real one: up to 2021.2.2. */
  OWN,
  /** On the port of the REST API: from 2021.3.0. */
  SAME
}
