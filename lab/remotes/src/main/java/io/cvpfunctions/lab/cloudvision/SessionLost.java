package io.cvpfunctions.lab.cloudvision;

import io.cvpfunctions.lab.http.Reply;

/** How a server says that a session is gone or never was. */
public enum SessionLost {
  /** Up to 2018.1: status 200, code 112498. */
  ERROR_BODY,
  /** Up to 2018.1: status 200 with a page for the browser's script. */
  LOG_OUT_MESSAGE,
  /** 2015 and 2016: a redirect to the login page. */
  REDIRECT,
  /** From 2018.2. */
  STATUS_401,
  /** 2019: plain text, status 200. */
  TEXT,
  /** 2019: status 200, code 112498 with another message. */
  FAILURE_BODY,
  /** Seen once with an expired token: no complaint, and lists with nothing in them. */
  EMPTY_LISTS;

  private static final String ERROR = "{\"errorCode\":\"112498\",\"errorMessage\":\"%s\"}";

  Reply reply() {
    return switch (this) {
      case ERROR_BODY -> json("Unauthorized User");
      case FAILURE_BODY -> json("Failure - User is unauthorized");
      case LOG_OUT_MESSAGE ->
          Reply.of(200, "text/html", "<html><body>LOG OUT MESSAGE</body></html>");
      case TEXT -> Reply.text(200, "User is unauthorized");
      case REDIRECT -> Reply.empty(302).with("Location", "/cv/login.html");
      case EMPTY_LISTS -> Reply.of(200, "application/json", "[]");
      case STATUS_401 -> Reply.html(401, "401 Unauthorized");
    };
  }

  private static Reply json(String message) {
    return Reply.of(200, "application/json", ERROR.formatted(message));
  }
}
