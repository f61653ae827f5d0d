package io.cvpfunctions.devicemove.netbox;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;

/** The numbers by which NetBox knows its objects. */
final class NetBoxId {
  private static final String NUMBER = "\\d{1,18}";

  private NetBoxId() {}

  /**
   * The id as NetBox takes it in what is sent to it.
   *
   * @throws CallFailedException where what it calls an id is none
   */
  static long number(String id) {
    if (id.matches(NUMBER)) return Long.parseLong(id);
    throw CallFailedException.of(
        NetBox.NAME,
        Kind.BROKEN,
        "an object there has no number as its id: see that cmdb_url is NetBox's address");
  }
}
