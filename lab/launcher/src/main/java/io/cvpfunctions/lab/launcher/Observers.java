package io.cvpfunctions.lab.launcher;

import io.cvpfunctions.cloudvision.apis.workspace.v1.Workspace;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceKey;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceState;
import io.cvpfunctions.lab.launcher.CmdbRows.Row;
import io.cvpfunctions.lab.slack.SlackMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Looks at Slack, the CMDB and CloudVision again and again, and tells what is new there. */
final class Observers {
  private static final long INTERVAL_MILLIS = 100;

  private final Lab lab;
  private final Narrator narrator;
  private final CmdbRows cmdb;
  private final Map<String, Row> rows = new HashMap<>();
  private final Set<WorkspaceKey> workspaces = new HashSet<>();
  private int messages;

  Observers(Lab lab, Narrator narrator) {
    this.lab = lab;
    this.narrator = narrator;
    this.cmdb = new CmdbRows(lab.workspace().cmdb());
  }

  void start() {
    Thread thread = new Thread(this::look, "observers");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      while (true) {
        slack();
        cmdb();
        workspaces();
        Thread.sleep(INTERVAL_MILLIS);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private void slack() {
    List<SlackMessage> all = lab.slack().messages();
    while (messages < all.size()) {
      narrator.posted(all.get(messages++), lab.network().switches());
    }
  }

  private void workspaces() {
    for (Workspace each : lab.network().cloudVision().workspaces().all()) {
      boolean submitted = each.getState() == WorkspaceState.WORKSPACE_STATE_SUBMITTED;
      if (submitted && workspaces.add(each.getKey())) narrator.submitted(each);
    }
  }

  private void cmdb() {
    for (Switch device : lab.network().switches()) {
      cmdb.find(device.serial()).filter(this::isNew).ifPresent(narrator::recorded);
    }
  }

  /** Whether the CMDB did not hold the same at the last look. */
  private boolean isNew(Row row) {
    return !row.equals(rows.put(row.serial(), row));
  }
}
