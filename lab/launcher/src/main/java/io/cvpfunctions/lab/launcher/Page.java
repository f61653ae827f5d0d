package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.lab.page.Journal;
import io.cvpfunctions.lab.page.PageServer;
import java.nio.file.Path;
import java.util.List;

/** The page on which a browser shows the lab at work. */
final class Page implements AutoCloseable {
  private final PageServer server;
  private final Thread looking;

  private Page(PageServer server, Thread looking) {
    this.server = server;
    this.looking = looking;
  }

  static Page start(Lab lab, Story story, Journal journal, Diary diary) {
    Path root = lab.repository().root().resolve("lab");
    Parts parts = new Parts(lab);
    PageVerbs verbs = new PageVerbs(lab, parts, story, diary);
    Thread looking = new Thread(new PageState(lab, parts, verbs, journal), "page-state");
    looking.setDaemon(true);
    looking.start();
    PageServer server =
        PageServer.start(
            lab.ports().usual("the page", 8088),
            List.of(root.resolve("page"), root.resolve("slack")),
            journal,
            verbs.all(),
            new PageCalls(lab));
    return new Page(server, looking);
  }

  String url() {
    return server.url();
  }

  @Override
  public void close() {
    looking.interrupt();
    server.close();
  }
}
