package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.devicemove.Field;

/** A column of the table {@code device} that holds one field as text. */
enum Column {
  HOSTNAME(Field.NAME),
  FQDN(Field.FQDN),
  IP_ADDRESS(Field.ADDRESS),
  MAC_ADDRESS(Field.MAC_ADDRESS),
  MODEL(Field.MODEL),
  SOFTWARE_VERSION(Field.SOFTWARE_VERSION),
  CONTAINER(Field.CONTAINER),
  CONTAINER_KEY(Field.CONTAINER_KEY),
  CONTAINER_PATH(Field.CONTAINER_PATH),
  STATUS(Field.STATUS),
  SITE(Field.SITE),
  LOCATION(Field.LOCATION),
  ROLE(Field.ROLE),
  TAGS(Field.TAGS),
  STREAMING(Field.STREAMING),
  SOURCE(Field.SOURCE);

  private final Field field;

  Column(Field field) {
    this.field = field;
  }

  Field field() {
    return field;
  }
}
