package io.cvpfunctions.lab.page;

import java.nio.charset.StandardCharsets;

/** An answer as HTTP has it. */
public final class Answer {
  private final int status;
  private final String contentType;
  private final byte[] body;

  public Answer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  /** A line for a person. */
  static Answer text(int status, String words) {
    byte[] body = words.getBytes(StandardCharsets.UTF_8);
    return new Answer(status, "text/plain; charset=utf-8", body);
  }

  int status() {
    return status;
  }

  String contentType() {
    return contentType;
  }

  byte[] body() {
    return body;
  }
}
