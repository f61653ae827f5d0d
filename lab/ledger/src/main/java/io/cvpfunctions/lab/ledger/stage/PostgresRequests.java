package io.cvpfunctions.lab.ledger.stage;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What a client of PostgreSQL sends on one connection, message by message (protocol 3.0, "Message
 * Formats"). Not thread-safe.
 */
final class PostgresRequests {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;

  private final Set<String> commits = new HashSet<>();
  private boolean begun;
  private boolean leads;

  /** The next one, whole. The first ones have no letter before their length. */
  byte[] next(DataInputStream in) throws IOException {
    int head = begun ? 1 : 0;
    byte letter = begun ? in.readByte() : 0;
    int length = in.readInt();
    ByteBuffer message = ByteBuffer.allocate(head + length);
    if (begun) message.put(letter);
    message.putInt(length);
    in.readFully(message.array(), message.position(), length - Integer.BYTES);
    if (!begun) begun = !isNegotiation(message.getInt(Integer.BYTES));
    return message.array();
  }

  private static boolean isNegotiation(int code) {
    return code == SSL_REQUEST || code == GSS_REQUEST;
  }

  /** Whether it has asked for the lock of the leader. */
  boolean leads() {
    return leads;
  }

  /** Whether it is the one that commits: as a text, or by a statement that was prepared before. */
  boolean commits(byte[] message) {
    switch (message[0]) {
      case 'P' -> {
        String[] texts = texts(message);
        leads |= texts[1].contains("pg_try_advisory_lock");
        if (texts[1].equalsIgnoreCase("COMMIT")) commits.add(texts[0]);
        else commits.remove(texts[0]);
        return false;
      }
      case 'B' -> {
        return commits.contains(texts(message)[1]);
      }
      default -> {
        return message[0] == 'Q' && texts(message)[0].equalsIgnoreCase("COMMIT");
      }
    }
  }

  /** The texts that a message begins with, each of which ends in a zero. */
  private static String[] texts(byte[] message) {
    String all = new String(message, 5, message.length - 5, StandardCharsets.ISO_8859_1);
    return all.split("\0", -1);
  }
}
