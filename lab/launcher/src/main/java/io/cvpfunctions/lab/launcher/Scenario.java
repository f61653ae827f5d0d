package io.cvpfunctions.lab.launcher;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One switch is added with a fault, another is moved in good health; both are followed to the end.
 */
final class Scenario {
  /** The functions' folders, which have to be built. */
  static final List<String> HANDLERS =
      List.of("device-move", "notify-slack", "run-validation", "kafka-publish");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Lab lab;
  private final Story story;
  private final Checklist checklist;
  private final Observers observers;

  Scenario(Lab lab, Story story, Checklist checklist) {
    this.lab = lab;
    this.story = story;
    this.checklist = checklist;
    this.observers = new Observers(lab, lab.narrator());
  }

  /** Whether everything that should happen was observed. */
  boolean play() throws InterruptedException {
    Network network = lab.network();
    Switch moved = network.named("leaf1").orElseThrow();
    Switch added = network.named("leaf2").orElseThrow();
    network.breakBgp(added);
    expect(moved, "cvp.device.moved");
    expect(added, "cvp.device.added");
    observers.start();
    story.say("");
    story.tell("CloudVision", added + " is added to " + Network.LEAFS + "; its BGP is broken");
    network.place(added, Network.LEAFS);
    String from = Network.UNDEFINED + " to " + Network.LEAFS;
    story.tell("CloudVision", moved + " is moved from " + from + "; it is healthy");
    network.move(moved, Network.LEAFS);
    return judge(checklist.await(PATIENCE));
  }

  private void expect(Switch device, String type) {
    String serial = device.serial();
    checklist.expect(Observed.detected(serial));
    for (String function : HANDLERS) checklist.expect(Observed.called(function, serial));
    checklist.expect(Observed.recorded(serial, Network.LEAFS));
    checklist.expect(Observed.announced(serial));
    checklist.expect(Observed.announcedVerdict(serial));
    checklist.expect(Observed.published(type, serial));
    checklist.expect(Observed.published("validation.completed", serial));
  }

  private boolean judge(List<String> missing) {
    story.say("");
    if (missing.isEmpty()) {
      story.say("All " + checklist.size() + " observations were made at the remotes' side.");
      story.say("Memory: " + Memory.of(pids()));
      story.say("Done after " + story.elapsed().toMillis() / 1000 + " s.");
      return true;
    }
    story.say("MISSING after " + PATIENCE.toSeconds() + " s:");
    missing.forEach(what -> story.say("  - " + what));
    story.say("Logs are in " + lab.workspace().root().resolve("logs"));
    return false;
  }

  private Map<String, Long> pids() {
    Map<String, Long> pids = new LinkedHashMap<>();
    pids.put("cvp-watcher", lab.watcher().process().pid());
    lab.functions().watchdogs().forEach((name, watchdog) -> pids.put(name, watchdog.pid()));
    pids.put("kafka", lab.broker().process().pid());
    pids.put("lab (stand-ins, gateway)", ProcessHandle.current().pid());
    return pids;
  }
}
