package io.cvpfunctions.lab.openfaas;

/** Under which provider the gateway pretends to run; their lists of functions differ. */
public enum Orchestration {
  /** faas-netes CE: adds labels and annotations of its own, hides the environment. */
  KUBERNETES,
  /** faasd: shows the environment, never says how many replicas are available. */
  FAASD
}
