package io.cvpfunctions.watcher.streams;

import io.cvpfunctions.remote.CallFailedException;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import javax.net.ssl.SSLException;

/**
 * How a stream, or a question, ended.
 *
 * @param detail for people; never with a secret in it
 */
public record StreamEnd(Kind kind, String detail) {
  /** What that means for trying again. */
  public enum Kind {
    /** The server ended it, as it does after a while (facts: CloudVision D). */
    ENDED,
    /** There is no connection, or no gRPC behind it. */
    UNREACHABLE,
    /** The server, or something between, broke. */
    BROKEN,
    /** Nothing came for longer than is likely. */
    SILENT,
    /** The token, or the session, is not good. */
    UNAUTHENTICATED,
    /** The account may not. */
    FORBIDDEN,
    /** This release does not have it. */
    NOT_OFFERED,
    /** What was asked for by its key is not there. */
    NOT_FOUND
  }

  private static final String NO_GRPC = "HTTP status code";

  static StreamEnd of(Status status) {
    Kind kind = kind(status);
    String said = status.getDescription() == null ? "" : ": " + oneLine(status.getDescription());
    String detail = kind == Kind.UNREACHABLE ? noConnection(status) : status.getCode() + said;
    return new StreamEnd(kind, detail);
  }

  /** The same words for the same thing: what the library says of it differs each time. */
  private static String noConnection(Status status) {
    String said = status.getDescription() == null ? "" : status.getDescription();
    if (said.contains(NO_GRPC) || said.contains("ALPN")) return "nobody speaks gRPC there";
    for (Throwable each = status.getCause(); each != null; each = each.getCause()) {
      if (each instanceof SSLException) return "TLS failed: " + oneLine(each.getMessage());
    }
    return status.getCause() == null ? "it is away: " + oneLine(said) : "no connection";
  }

  static StreamEnd of(Throwable failure) {
    if (failure instanceof StatusRuntimeException known) return of(known.getStatus());
    if (failure instanceof StatusException known) return of(known.getStatus());
    return new StreamEnd(Kind.BROKEN, failure.getClass().getSimpleName());
  }

  /** It did not even begin, since the login that it needs failed. */
  public static StreamEnd ofLogin(CallFailedException failed) {
    Kind kind =
        switch (failed.kind()) {
          case OPERATOR -> Kind.UNAUTHENTICATED;
          case NOT_SENT, NO_ANSWER, OUT_OF_TIME -> Kind.UNREACHABLE;
          default -> Kind.BROKEN;
        };
    return new StreamEnd(kind, failed.getMessage());
  }

  /** A subscription may end so after a while; a question that does was not answered. */
  static StreamEnd ofQuestion(StatusRuntimeException failure) {
    StreamEnd end = of(failure.getStatus());
    return end.kind() == Kind.ENDED ? new StreamEnd(Kind.SILENT, end.detail()) : end;
  }

  /** A front end that knows no gRPC answers by its HTTP status, 404 for one. */
  private static Kind kind(Status status) {
    String said = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      case OK -> Kind.ENDED;
      case UNAVAILABLE -> Kind.UNREACHABLE;
      case UNAUTHENTICATED -> Kind.UNAUTHENTICATED;
      case PERMISSION_DENIED -> Kind.FORBIDDEN;
      case UNIMPLEMENTED -> said.contains(NO_GRPC) ? Kind.UNREACHABLE : Kind.NOT_OFFERED;
      case UNKNOWN -> said.contains(NO_GRPC) ? Kind.UNREACHABLE : Kind.BROKEN;
      case NOT_FOUND -> Kind.NOT_FOUND;
      case CANCELLED, DEADLINE_EXCEEDED -> Kind.ENDED;
      default -> Kind.BROKEN;
    };
  }

  private static String oneLine(String text) {
    String line = String.valueOf(text).replaceAll("[\\s\\p{Cntrl}]+", " ").trim();
    return line.length() <= 200 ? line : line.substring(0, 200) + "...";
  }
}
