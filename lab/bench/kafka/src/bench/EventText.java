package bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Events of 500 devices as the watcher sends them, some 700 bytes each. */
final class EventText {
  private static final int DEVICES = 500;
  private static final String DATA =
      """
      {"key":"6b0a1c22d3e4b67","timestamp":"2026-01-02T03:04:05Z","severity":"ERROR",\
      "title":"High CPU load average","description":"15 min load average is above 8",\
      "eventType":"HIGH_CPU_LOAD_AVG","data":{"deviceId":"JPE19330453","limit":"8"},"ack":false,\
      "device":{"serialNumber":"JPE19330453","hostname":"leaf2","modelName":"DCS-7050SX3-48YC8"},\
      "container":{"name":"DC1-Leaf","key":"container_1","path":"Tenant/DC1/DC1-Leaf"}}""";

  private EventText() {}

  static String data() {
    return DATA;
  }

  static String device(int number) {
    return "JPE" + number % DEVICES;
  }

  static String one(int number) {
    return "{\"specversion\":\"1.0\",\"id\":\"e-"
        + number
        + "\",\"source\":\"https://cvp.example.net\",\"type\":\"cvp.event.raised\",\"subject\":\""
        + device(number)
        + "\",\"time\":\"2026-01-02T03:04:05.123456789Z\",\"datacontenttype\":\"application/json\","
        + "\"data\":"
        + DATA
        + "}";
  }

  static String batch(int call, int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> one(call * size + i))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
