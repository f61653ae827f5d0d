package io.cvpfunctions.lab.ledger.book;

import java.time.Instant;
import java.util.Map;

/**
 * One whole answer that CloudVision gave to whoever listed its devices: what could be seen then.
 *
 * @param client the session or token of whoever asked
 * @param asked when the request had come
 * @param answered when the answer was written
 * @param places the key of its container by device, as this answer had it, be it a lie
 */
public record Look(String client, Instant asked, Instant answered, Map<String, String> places) {
  boolean shows(String serial, String place) {
    return place.equals(places.get(serial));
  }
}
