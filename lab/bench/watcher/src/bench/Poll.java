package bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** What a look at a fleet that stands still costs, beside parsing the same JSON and no more. */
final class Poll {
  private static final int DEVICES = 10_000;
  private static final int WARM = 120;
  private static final int POLLS = 60;

  void run() throws Exception {
    Report.title("A poll of " + DEVICES + " unchanged devices");
    Cost watcher;
    Path json;
    try (Site site = new Site(DEVICES).start("--poll-interval", "100ms")) {
      await(site, WARM);
      Cost before = Cost.of(site.pid());
      int polls = site.cloudVision.polls();
      await(site, POLLS);
      watcher = Cost.of(site.pid()).since(before).each(site.cloudVision.polls() - polls);
      json = Files.write(Path.of("devices.json"), answer(site));
    }
    Cost parsing = Parse.run(json, WARM, POLLS);
    Report.line("the answer: %.1f MB", Files.size(json) / 1e6);
    Report.line("watcher: %s", watcher);
    Report.line("Jackson's tree of it: %s", parsing);
    Report.atMost("processor time, to parsing alone", watcher.millis() / parsing.millis(), 3);
    Report.atMost("allocated, to parsing alone", watcher.megabytes() / parsing.megabytes(), 3);
  }

  private static void await(Site site, int more) {
    int until = site.cloudVision.polls() + more;
    site.await("polls", () -> site.cloudVision.polls() >= until);
  }

  /** What the watcher reads, asked for as it does. */
  private static byte[] answer(Site site) throws Exception {
    OkHttpClient client = Client.trusting(site.cloudVision.caPem());
    String token = site.cloudVision.issueToken("bench", Duration.ofHours(1));
    Request request =
        new Request.Builder()
            .url(site.cloudVision.url() + "/cvpservice/inventory/devices?provisioned=true")
            .header("Authorization", "Bearer " + token)
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.body().bytes();
    }
  }
}
