package io.cvpfunctions.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cvpfunctions.lab.cloudvision.Device;
import io.cvpfunctions.lab.cloudvision.resources.CallFault;
import io.cvpfunctions.lab.openfaas.Fault;
import io.cvpfunctions.lab.openfaas.FunctionResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** METRICS.md says what is scraped of a watcher to which everything has happened, and no more. */
class MetricsTableTest extends WatcherFixture {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final FunctionResponse DONE = FunctionResponse.json(200, "{}");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(cvp_watcher_\\w+)` \\| (\\w+) \\| ([^|]*)\\|");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\w+) (\\w+)$");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern LISTED = Pattern.compile("`(\\w+)`");

  /** What is known of a metric by its name: the type, and the labels of its samples, if any. */
  private record Metric(String type, Set<String> labels) {}

  @BeforeEach
  void start() {
    cloudVision.addDevice(Device.numbered(1));
    cloudVision.grpc().failOn("TagAssignmentService", CallFault.unimplemented());
    subscribe("device-move", request -> DONE);
    subscribe("turns-away", request -> DONE);
    gateway.order("turns-away", Fault.status(401).always());
    watcher.start();
  }

  @Test
  void table_isWhatIsScraped_namesTypesAndLabels() throws Exception {
    watcher.awaitLogged("nothing is told until one moves");
    cloudVision.moveDevice("JPE00000001", "DC1-Leaf");
    cloudVision.addDevice(Device.numbered(2));
    Map<String, Metric> table = table(Files.readString(Path.of("METRICS.md")));
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(scrape()).isEqualTo(table));
  }

  private static Map<String, Metric> table(String document) {
    Map<String, Metric> table = new TreeMap<>();
    Matcher row = ROW.matcher(document);
    while (row.find()) {
      Metric metric = new Metric(row.group(2), found(LISTED, row.group(3)));
      assertThat(table.put(row.group(1), metric)).as(row.group(1) + " stands twice").isNull();
    }
    return table;
  }

  private Map<String, Metric> scrape() {
    String text = watcher.status("/metrics").text();
    Map<String, Metric> scraped = new TreeMap<>();
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      String suffix = type.group(2).equals("histogram") ? "_(?:bucket|sum|count)" : "";
      Pattern sample = Pattern.compile("(?m)^" + type.group(1) + suffix + "[ {].*");
      Set<String> labels = new TreeSet<>();
      assertThat(sample.matcher(text).results())
          .as("samples of " + type.group(1))
          .isNotEmpty()
          .allSatisfy(each -> labels.addAll(found(LABEL, each.group())));
      labels.remove("le");
      scraped.put(type.group(1), new Metric(type.group(2), labels));
    }
    return scraped;
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    pattern.matcher(text).results().forEach(each -> found.add(each.group(1)));
    return found;
  }
}
