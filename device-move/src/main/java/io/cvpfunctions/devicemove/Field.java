package io.cvpfunctions.devicemove;

import java.util.Locale;

/** One thing that a record says of its device, whichever the CMDB. */
public enum Field {
  SERIAL,
  NAME,
  STATUS,
  SITE,
  LOCATION,
  ROLE,
  /** Separated by commas. */
  TAGS,
  MODEL,
  /** The management address, without a mask. */
  ADDRESS,
  MAC_ADDRESS,
  FQDN,
  SOFTWARE_VERSION,
  /** Whether CloudVision hears from the device, or no longer knows it. */
  STREAMING,
  CONTAINER,
  CONTAINER_KEY,
  CONTAINER_PATH,
  /** The CloudVision that told of the device last. */
  SOURCE,
  /** When the device came to where it is, RFC 3339. */
  LAST_MOVE,
  /** When CloudVision was last asked for what the record says of the device, RFC 3339. */
  FACTS_AS_OF;

  /** As answers and custom fields have it. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As people have it. */
  public String word() {
    return key().replace('_', ' ');
  }

  /** Whether it is only there to tell what is news from what is not. */
  boolean isBookkeeping() {
    return this == LAST_MOVE || this == FACTS_AS_OF;
  }
}
