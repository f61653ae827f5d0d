package io.cvpfunctions.watcher.cloudvision;

/** What CloudVision thinks of our credentials, asked apart from everything else. */
public enum Standing {
  /** It takes them. */
  GOOD,
  /** It does not take them, so that what it lists may be nothing at all. */
  REFUSED,
  /** It cannot be asked. */
  UNKNOWN
}
