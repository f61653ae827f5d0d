package io.cvpfunctions.kafka;

import java.util.List;

/** Events as a caller sends them. */
final class TestEvents {
  private TestEvents() {}

  /** An event of a device. */
  static String event(String id, String subject, String data) {
    return """
        {"specversion":"1.0","id":"%s","source":"https://cvp.example.com",\
        "type":"cvp.event.raised","subject":"%s","time":"2026-11-21T09:30:00.123456789Z",\
        "datacontenttype":"application/json","data":%s}"""
        .formatted(id, subject, data);
  }

  static String batch(List<String> events) {
    return "[" + String.join(",", events) + "]";
  }

  /** Data that takes about so many bytes. */
  static String dataOf(int bytes) {
    return "{\"title\":\"" + "x".repeat(bytes) + "\"}";
  }
}
