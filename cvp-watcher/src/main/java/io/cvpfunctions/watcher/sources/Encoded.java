package io.cvpfunctions.watcher.sources;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;

/** A message as it is kept: encoded, which takes a fifth of the memory. */
record Encoded<M extends Message>(ByteString bytes) {
  static <M extends Message> Encoded<M> of(M message) {
    return new Encoded<>(message.toByteString());
  }

  /** Decoded at every call. */
  M message(Parser<M> parser) {
    try {
      return parser.parseFrom(bytes);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("no such message", damaged);
    }
  }

  /** What was known, with what a partial message says instead. */
  Encoded<M> with(Encoded<M> partial, Parser<M> parser) {
    return of(Protos.merged(message(parser), partial.message(parser)));
  }
}
