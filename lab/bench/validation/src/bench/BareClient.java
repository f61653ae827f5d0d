package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Asks every switch the same in as many requests, and reads the answers without a look at them. */
final class BareClient {
  private static final int AT_ONCE = 32;
  private static final MediaType JSON = MediaType.get("application/json");

  private final OkHttpClient http;
  private final List<RequestBody> bodies = new ArrayList<>();

  private BareClient(OkHttpClient http) {
    this.http = http;
  }

  /** Port, number of devices, then a file with one request body a line. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int devices = Integer.parseInt(arguments[1]);
    BareClient bare = new BareClient(Anybody.client());
    for (String line : Files.readAllLines(Path.of(arguments[2]))) {
      bare.bodies.add(RequestBody.create(line, JSON));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < devices; i++) {
      String url = "https://" + Switches.address(i) + ":" + port;
      all.add(threads.submit(() -> bare.ask(url)));
    }
    for (Future<?> each : all) each.get();
    System.exit(0);
  }

  private Void ask(String url) throws Exception {
    OkHttpClient own = http.newBuilder().connectionPool(new ConnectionPool()).build();
    post(own, url + "/login", RequestBody.create("{}", JSON));
    for (RequestBody body : bodies) post(own, url + "/command-api", body);
    post(own, url + "/logout", RequestBody.create("", JSON));
    own.connectionPool().evictAll();
    return null;
  }

  private static void post(OkHttpClient client, String url, RequestBody body) throws Exception {
    Request request = new Request.Builder().url(url).header("Cookie", "Session=x").post(body).build();
    try (Response response = client.newCall(request).execute()) {
      response.body().bytes();
    }
  }
}
