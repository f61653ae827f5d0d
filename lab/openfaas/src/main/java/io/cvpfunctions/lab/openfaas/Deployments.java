package io.cvpfunctions.lab.openfaas;

/** Runs the functions that a gateway is asked to deploy, in place of Kubernetes and its images. */
@FunctionalInterface
public interface Deployments {
  /**
   * Starts it, or starts it anew, and makes it known to the gateway; false where it is nothing that
   * can be started here.
   *
   * @throws IllegalStateException saying what it lacks
   */
  boolean run(FunctionSpec spec);
}
