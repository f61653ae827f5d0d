package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.Reply;

/** How a server refuses a wrong password. */
public enum LoginRefusal {
  STATUS_400(400),
  STATUS_401(401),
  /** Old releases. */
  STATUS_200(200);

  private final int status;

  LoginRefusal(int status) {
    this.status = status;
  }

  Reply reply() {
    return Json.error(status, "112955", "Failure - unable to login");
  }
}
