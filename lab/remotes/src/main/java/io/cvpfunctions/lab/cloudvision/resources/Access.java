package io.cvpfunctions.lab.cloudvision.resources;

/** Who may call. */
public interface Access {
  /** By the bearer token of a service account, or the id of a session. */
  boolean accepts(String token);

  /** Whether who may not call is told that there is nothing, instead of being refused. */
  boolean isSilent();
}
