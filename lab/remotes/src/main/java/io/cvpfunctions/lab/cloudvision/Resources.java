package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.fmp.RepeatedString;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceKey;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.redirector.v1.Assignment;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentKey;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.redirector.v1.Cluster;
import io.cvpfunctions.cloudvision.apis.redirector.v1.Clusters;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceBuildServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceServiceGrpc;
import io.cvpfunctions.lab.cloudvision.resources.Catalogue;
import io.cvpfunctions.lab.cloudvision.resources.Table;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The tables behind the resource APIs, kept in step with the inventory. Thread-safe. */
final class Resources implements InventoryObserver {
  private final Table devices = new Table();
  private final Table provisioned = new Table();
  private final Table summaries = new Table();
  private final Table eventTable = new Table();
  private final Table assignments = new Table();
  private final Table tagTable = new Table();
  private final Table redirects = new Table();
  private final Inventory inventory;
  private final Events events = new Events(eventTable, Instant::now);
  private final Tags tags = new Tags(assignments, tagTable, new AtomicBoolean(true), "");
  private final WorkspaceRecords records = new WorkspaceRecords(new Table());
  private final Drafts drafts = new Drafts(assignments, tags, records, this::isDevice);
  private final Workspaces workspaces = new Workspaces(records, drafts);

  Resources(Inventory inventory) {
    this.inventory = inventory;
    inventory.observe(this);
  }

  Events events() {
    return events;
  }

  Tags tags() {
    return tags;
  }

  Workspaces workspaces() {
    return workspaces;
  }

  private boolean isDevice(String serial) {
    DeviceKey key = DeviceKey.newBuilder().setDeviceId(StringValue.of(serial)).build();
    return devices.get(key).isPresent();
  }

  /** What a cluster of this release offers. */
  Catalogue catalogue(Generation generation) {
    Settable settable = new Settable(events, eventTable);
    Catalogue catalogue =
        generation.hasGetSome()
            ? Catalogue.without()
            : Catalogue.without("GetSome", "SetSome", "DeleteSome");
    catalogue
        .serve(DeviceServiceGrpc.getServiceDescriptor(), devices)
        .serve(ProvisionedDeviceServiceGrpc.getServiceDescriptor(), provisioned)
        .serve(SummaryServiceGrpc.getServiceDescriptor(), summaries)
        .serve(EventServiceGrpc.getServiceDescriptor(), eventTable)
        .serve(TagServiceGrpc.getServiceDescriptor(), tagTable)
        .serve(TagAssignmentServiceGrpc.getServiceDescriptor(), assignments)
        .serve(
            EventAnnotationConfigServiceGrpc.getServiceDescriptor(),
            settable.annotations(),
            settable::annotate)
        .serve(
            UserEventCreationConfigServiceGrpc.getServiceDescriptor(),
            settable.creations(),
            settable::create)
        .serve(TagConfigServiceGrpc.getServiceDescriptor(), drafts.tagConfigs(), drafts::tag)
        .serve(
            TagAssignmentConfigServiceGrpc.getServiceDescriptor(),
            drafts.assignmentConfigs(),
            drafts::assign)
        .serve(WorkspaceServiceGrpc.getServiceDescriptor(), records.workspaces())
        .serve(WorkspaceBuildServiceGrpc.getServiceDescriptor(), records.builds())
        .serve(
            WorkspaceConfigServiceGrpc.getServiceDescriptor(),
            workspaces.configs(),
            workspaces::set);
    if (generation == Generation.CVAAS) {
      catalogue.serve(AssignmentServiceGrpc.getServiceDescriptor(), redirects);
    }
    return catalogue;
  }

  /** The hosted service says where the tenant is kept. */
  void redirect(List<String> hosts) {
    RepeatedString values = RepeatedString.newBuilder().addAllValues(hosts).build();
    Cluster cluster = Cluster.newBuilder().setName(StringValue.of("1")).setHosts(values).build();
    redirects.put(
        Assignment.newBuilder()
            .setKey(AssignmentKey.newBuilder().setSystemId(StringValue.of("")))
            .setClusters(Clusters.newBuilder().addValues(cluster))
            .build());
  }

  @Override
  public void changed(Placed before, Placed after) {
    if (before != null && (after == null || !serial(before).equals(serial(after)))) forget(before);
    if (after != null && !serial(after).isEmpty()) know(after);
  }

  private static String serial(Placed placed) {
    return placed.device().serial();
  }

  private void know(Placed after) {
    String name = inventory.container(after.containerKey()).map(Container::name).orElse("");
    devices.put(DeviceModels.device(after));
    summaries.put(DeviceModels.summary(after));
    if (after.provisioned()) {
      provisioned.put(DeviceModels.provisioned(after, name));
    } else {
      provisioned.delete(DeviceModels.key(after));
    }
    tags.system(serial(after), "Container", name);
    tags.system(serial(after), "model", after.device().model());
  }

  private void forget(Placed gone) {
    devices.delete(DeviceModels.key(gone));
    summaries.delete(DeviceModels.summaryKey(gone));
    provisioned.delete(DeviceModels.key(gone));
    tags.system(serial(gone), "Container", "");
    tags.system(serial(gone), "model", "");
  }
}
