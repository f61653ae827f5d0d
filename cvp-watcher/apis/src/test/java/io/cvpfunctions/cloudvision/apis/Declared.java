package io.cvpfunctions.cloudvision.apis;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceBuildServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.workspace.v1.WorkspaceServiceGrpc;
import io.grpc.ServiceDescriptor;
import io.grpc.protobuf.ProtoFileDescriptorSupplier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this module declares: its services, and every file that they need. */
final class Declared {
  static final List<ServiceDescriptor> SERVICES =
      List.of(
          EventServiceGrpc.getServiceDescriptor(),
          EventAnnotationConfigServiceGrpc.getServiceDescriptor(),
          UserEventCreationConfigServiceGrpc.getServiceDescriptor(),
          DeviceServiceGrpc.getServiceDescriptor(),
          ProvisionedDeviceServiceGrpc.getServiceDescriptor(),
          TagServiceGrpc.getServiceDescriptor(),
          TagAssignmentServiceGrpc.getServiceDescriptor(),
          TagConfigServiceGrpc.getServiceDescriptor(),
          TagAssignmentConfigServiceGrpc.getServiceDescriptor(),
          SummaryServiceGrpc.getServiceDescriptor(),
          AssignmentServiceGrpc.getServiceDescriptor(),
          WorkspaceServiceGrpc.getServiceDescriptor(),
          WorkspaceBuildServiceGrpc.getServiceDescriptor(),
          WorkspaceConfigServiceGrpc.getServiceDescriptor());

  private Declared() {}

  /** By path, without Google's own. */
  static Map<String, FileDescriptor> files() {
    Map<String, FileDescriptor> files = new LinkedHashMap<>();
    for (ServiceDescriptor service : SERVICES) {
      add(((ProtoFileDescriptorSupplier) service.getSchemaDescriptor()).getFileDescriptor(), files);
    }
    return files;
  }

  private static void add(FileDescriptor file, Map<String, FileDescriptor> files) {
    if (file.getPackage().equals("google.protobuf")) return;
    file.getDependencies().forEach(dependency -> add(dependency, files));
    files.put(file.getName(), file);
  }
}
