package io.cvpfunctions.lab.month;

import io.cvpfunctions.lab.launcher.Story;
import io.cvpfunctions.lab.slack.SlackMessage;
import io.cvpfunctions.lab.slack.SlackWorkspace;
import java.util.List;

/** Reads the channel as a person does, and puts each message into the story. */
final class Channel {
  private static final long INTERVAL = 100;

  private final SlackWorkspace slack;
  private final Story story;
  private final Thread reader = new Thread(this::read, "channel");
  private int read;

  private Channel(SlackWorkspace slack, Story story) {
    this.slack = slack;
    this.story = story;
    reader.setDaemon(true);
  }

  static Channel follow(SlackWorkspace slack, Story story) {
    Channel channel = new Channel(slack, story);
    channel.reader.start();
    return channel;
  }

  private void read() {
    try {
      while (true) {
        tell();
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException end) {
      tell();
    }
  }

  private void tell() {
    List<SlackMessage> all = slack.messages();
    while (read < all.size()) story.tell("Slack", all.get(read++).text());
  }

  /** Reads what there is, and no more. */
  void leave() throws InterruptedException {
    reader.interrupt();
    reader.join();
  }
}
