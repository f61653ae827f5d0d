package io.cvpfunctions.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * One body as it arrives. What it holds beyond a little is taken from a room that all bodies share,
 * so that however many arrive at once, they fit into memory. Closing gives it back.
 */
final class Body implements AutoCloseable {
  /** Bodies up to this size, in bytes, are held whatever others hold. */
  static final int SMALL = 16 * 1024;

  private final Semaphore room;
  private byte[] bytes = {};
  private int length;
  private int taken;

  Body(Semaphore room) {
    this.room = room;
  }

  /** Old and new are both held for a moment, and so both are taken from the room. */
  void resize(int capacity) throws RefusedBodyException {
    int before = taken;
    int more = Math.max(0, capacity - SMALL);
    if (more > 0 && !room.tryAcquire(more)) throw RefusedBodyException.noRoom();
    taken += more;
    bytes = Arrays.copyOf(bytes, capacity);
    give(before);
  }

  private void give(int count) {
    taken -= count;
    if (count > 0) room.release(count);
  }

  int capacity() {
    return bytes.length;
  }

  int length() {
    return length;
  }

  boolean isFull() {
    return length == bytes.length;
  }

  void add(int oneByte) {
    bytes[length++] = (byte) oneByte;
  }

  /** False at the end of what is sent. */
  boolean readFrom(InputStream in) throws IOException {
    int count = in.read(bytes, length, bytes.length - length);
    if (count < 0) return false;
    length += count;
    return true;
  }

  void trim() throws RefusedBodyException {
    if (!isFull()) resize(length);
  }

  byte[] bytes() {
    return bytes;
  }

  @Override
  public void close() {
    bytes = null;
    give(taken);
  }
}
