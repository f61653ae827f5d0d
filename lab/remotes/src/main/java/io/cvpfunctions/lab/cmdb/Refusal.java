package io.cvpfunctions.lab.cmdb;

import io.cvpfunctions.lab.http.Reply;

/** Ends a request with that answer. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Reply reply;

  Refusal(Reply reply) {
    super(reply.status() + " " + reply.body());
    this.reply = reply;
  }

  Reply reply() {
    return reply;
  }
}
