package io.cvpfunctions.lab.cloudvision;

/** How much of the truth the device and container lists tell. */
public enum Snapshot {
  COMPLETE,
  /** No device, as if nobody had ever added one. */
  EMPTY,
  /** Every second device is missing. */
  HALF,
  /** The JSON word {@code null}. */
  NULL,
  /** Status 200 and no body. */
  NO_BODY,
  /** Status 200 and an error body. */
  ERROR_BODY,
  /** Status 500 and an error body. */
  STATUS_500,
  /** Provisioning switched off (new installations from 2025.2): 404. */
  PROVISIONING_NOT_FOUND,
  /** The same where the role may not ask: 403. */
  PROVISIONING_FORBIDDEN,
  /** The same where every device is in Undefined. */
  ONLY_UNDEFINED,
  /** The same where no device is provisioned and there is no container. */
  PROVISIONING_EMPTY
}
