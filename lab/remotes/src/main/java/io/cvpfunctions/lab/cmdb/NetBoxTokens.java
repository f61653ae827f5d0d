package io.cvpfunctions.lab.cmdb;

import java.util.Locale;
import java.util.Set;

/** NetBox's two kinds of token, and how it refuses others. */
final class NetBoxTokens {
  static final String V1 = "0123456789abcdef0123456789abcdef01234567";

  private static final String V2 = "nbt_keyofthelab1.notASecretInTheLabNotASecretInTheLab01";

  private final boolean knowsV2;
  private volatile String problem = "";

  NetBoxTokens(boolean knowsV2) {
    this.knowsV2 = knowsV2;
  }

  /** Of the kind that this release makes. */
  String current() {
    return knowsV2 ? V2 : V1;
  }

  /** All of them, for that reason. */
  void refuse(String reason) {
    problem = reason;
  }

  /** Never 401: NetBox's session authentication comes first and asks for nothing. */
  void check(String header) {
    String[] parts = header.split(" ", 2);
    boolean form =
        parts.length == 2 && Set.of("token", "bearer").contains(parts[0].toLowerCase(Locale.ROOT));
    if (!form) {
      throw new Refusal(NetBoxServer.detail(403, "Authentication credentials were not provided."));
    }
    boolean v2 = parts[1].startsWith("nbt_") && knowsV2;
    if (!parts[1].equals(V1) && !(v2 && parts[1].equals(V2))) {
      String said = knowsV2 ? "Invalid " + (v2 ? "v2" : "v1") + " token" : "Invalid token";
      throw new Refusal(NetBoxServer.detail(403, said));
    }
    if (!problem.isEmpty()) {
      throw new Refusal(NetBoxServer.detail(403, problem));
    }
  }
}
