package bench;

import io.cvpfunctions.lab.openfaas.FunctionRequest;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import io.cvpfunctions.lab.openfaas.FunctionStub;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function that does nothing but note when each event came, alone or in a batch. */
final class Arrivals implements FunctionStub {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  private final long[] times;
  private int count;
  private volatile String last = "";

  Arrivals(int expected) {
    times = new long[expected];
  }

  @Override
  public FunctionResponse answer(FunctionRequest request) {
    String body = request.bodyText();
    last = body;
    if (!body.startsWith("[")) {
      note();
      return FunctionResponse.json(200, "{}");
    }
    StringBuilder results = new StringBuilder();
    Matcher id = ID.matcher(body);
    while (id.find()) {
      note();
      String result = "{\"id\":\"" + id.group(1) + "\",\"status\":200}";
      results.append(results.isEmpty() ? "" : ",").append(result);
    }
    return FunctionResponse.json(200, "{\"results\":[" + results + "]}");
  }

  private synchronized void note() {
    if (count < times.length) times[count] = System.nanoTime();
    count++;
  }

  synchronized int count() {
    return count;
  }

  String last() {
    return last;
  }

  /** Begins anew. */
  synchronized void reset() {
    count = 0;
  }

  /** Events per second, the first quarter being left out: it warms up. */
  synchronized double rate() {
    int from = times.length / 4;
    return (times.length - from) * 1e9 / (times[times.length - 1] - times[from]);
  }
}
