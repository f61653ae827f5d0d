package io.cvpfunctions.lab.openfaas;

import okhttp3.Headers;
import okio.ByteString;

/** A whole HTTP answer: of a function, or of what stands before it. */
public record FunctionResponse(int status, Headers headers, ByteString body) {

  /** An answer without a body and without a content type. */
  public static FunctionResponse empty(int status) {
    return new FunctionResponse(status, Headers.EMPTY, ByteString.EMPTY);
  }

  /** A JSON answer. */
  public static FunctionResponse json(int status, String body) {
    return of(status, "application/json", body);
  }

  /** A plain text answer. */
  public static FunctionResponse text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  /** An answer of any other content type. */
  public static FunctionResponse of(int status, String contentType, String body) {
    return new FunctionResponse(
        status, Headers.of("Content-Type", contentType), ByteString.encodeUtf8(body));
  }

  /** The same answer with one header more. */
  public FunctionResponse header(String name, String value) {
    return withHeaders(headers.newBuilder().add(name, value).build());
  }

  /** The body read as UTF-8. */
  public String bodyText() {
    return body.utf8();
  }

  FunctionResponse withHeaders(Headers others) {
    return new FunctionResponse(status, others, body);
  }
}
