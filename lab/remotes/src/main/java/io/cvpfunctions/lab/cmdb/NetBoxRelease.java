package io.cvpfunctions.lab.cmdb;

/** A release of NetBox, and in what it differs from the others (facts: CMDB B2, B3). */
record NetBoxRelease(String version) {
  private boolean isFrom(int major, int minor) {
    String[] parts = version.split("\\.", -1);
    int theirs = Integer.parseInt(parts[0]);
    return theirs > major || (theirs == major && Integer.parseInt(parts[1]) >= minor);
  }

  /** As the header {@code API-Version} has it. */
  String api() {
    return version.replaceFirst("(\\d+\\.\\d+).*", "$1");
  }

  /** The field of a custom field that says of what it is one. */
  String typesField() {
    return isFrom(4, 0) ? "object_types" : "content_types";
  }

  /** Whether a device's role is there under its old name too, to be read only. */
  boolean showsRolesTwice() {
    return !isFrom(4, 0);
  }

  boolean nestsRoles() {
    return isFrom(4, 3);
  }

  /** Whether it knows tokens of the second kind, and has a list to try one on. */
  boolean hasNewTokens() {
    return isFrom(4, 5);
  }

  /** Whether a write can be held to what was read. */
  boolean hasEntityTags() {
    return isFrom(4, 6);
  }

  /** Whether tags can be added and taken one by one. */
  boolean addsTags() {
    return isFrom(4, 6);
  }

  /** Whether pages can begin at an id. */
  boolean pagesById() {
    return isFrom(4, 6);
  }

  /** Whether what is written without the slash at the end is not there; else it is sent on. */
  boolean refusesWritesWithoutSlash() {
    return isFrom(4, 6);
  }
}
