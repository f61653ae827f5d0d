package io.cvpfunctions.lab.cloudvision.resources;

import io.grpc.Status;
import java.util.Optional;

/** A way for a call of the resource APIs to go wrong. */
public final class CallFault {
  static final CallFault NONE = new CallFault(null, false, false, Integer.MAX_VALUE);

  private final Status status;
  private final boolean empty;
  private final boolean silent;
  private final int messages;

  private CallFault(Status status, boolean empty, boolean silent, int messages) {
    this.status = status;
    this.empty = empty;
    this.silent = silent;
    this.messages = messages;
  }

  /** Refused at once. */
  public static CallFault status(Status status) {
    return new CallFault(status, false, false, 0);
  }

  /** As a release answers that has no such service or method. */
  public static CallFault unimplemented() {
    return status(Status.UNIMPLEMENTED.withDescription("unknown service or method"));
  }

  /** A snapshot with nothing in it, and no complaint; later changes are told. */
  public static CallFault emptySnapshot() {
    return new CallFault(null, true, false, Integer.MAX_VALUE);
  }

  /** Accepted, and then nothing; pings are answered. */
  public static CallFault silent() {
    return silentAfter(0);
  }

  /** Nothing more after so many messages, be that in the middle of the snapshot. */
  public static CallFault silentAfter(int messages) {
    return new CallFault(null, false, true, messages);
  }

  /** Ends in this way after so many messages, be that in the middle of the snapshot or later. */
  public static CallFault endAfter(int messages, Status status) {
    return new CallFault(status, false, false, messages);
  }

  /** The status it is refused with, before anything else. */
  Optional<Status> refusal() {
    return messages == 0 ? Optional.ofNullable(status) : Optional.empty();
  }

  Status status() {
    return status;
  }

  boolean empty() {
    return empty;
  }

  /** Whether nothing more is said after so many messages. */
  boolean silences(int sent) {
    return silent && sent == messages;
  }

  /** Whether it ends after so many messages. */
  boolean ends(int sent) {
    return !silent && sent == messages;
  }
}
