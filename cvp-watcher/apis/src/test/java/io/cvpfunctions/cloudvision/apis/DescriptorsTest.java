package io.cvpfunctions.cloudvision.apis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventAnnotationConfigServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.EventServiceGrpc;
import io.cvpfunctions.cloudvision.apis.event.v1.UserEventCreationConfig;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentServiceGrpc;
import io.cvpfunctions.cloudvision.apis.tag.v2.TagAssignmentServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we declare is what CloudVision has published, name by name and number by number. */
class DescriptorsTest {
  static Stream<String> files() {
    return Declared.files().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void lines_thatWeDeclare_standInThePublishedDescriptors(String file) {
    List<String> lines = Lines.of(Declared.files().get(file));

    assertThat(lines).isNotEmpty();
    assertThat(Published.linesOfAll()).containsAll(lines);
  }

  @Test
  void lines_ofARenumberedField_areNoticed() throws Exception {
    FileDescriptor event = Declared.files().get("arista/event.v1/event.proto");
    FileDescriptorProto.Builder changed = event.toProto().toBuilder();
    changed.getMessageTypeBuilderList().stream()
        .filter(type -> type.getName().equals("Event"))
        .forEach(type -> type.getFieldBuilder(4).setNumber(99));
    FileDescriptor[] dependencies = event.getDependencies().toArray(FileDescriptor[]::new);

    List<String> lines = Lines.of(FileDescriptor.buildFrom(changed.build(), dependencies));

    assertThat(lines).anyMatch(line -> line.startsWith("FIELD arista.event.v1.Event.event_type"));
    assertThat(lines.stream().filter(line -> !Published.linesOfAll().contains(line))).hasSize(1);
  }

  @Test
  void lines_thatTheWatcherNeeds_areDeclared() {
    Set<String> declared =
        Set.copyOf(Declared.files().values().stream().flatMap(f -> Lines.of(f).stream()).toList());

    assertThat(declared)
        .contains(
            "FIELD arista.event.v1.Event.delete_time = 13 : message google.protobuf.Timestamp"
                + " : optional : json=deleteTime",
            "FIELD arista.event.v1.EventData.data = 1 : map<string,string> : map : json=data",
            "FIELD arista.tag.v2.TagAssignmentKey.element_sub_type = 7"
                + " : enum arista.tag.v2.ElementSubType : optional : json=elementSubType",
            "VALUE arista.subscriptions.Operation.INITIAL_SYNC_COMPLETE = 11",
            "RPC /arista.inventory.v1.ProvisionedDeviceService/Subscribe"
                + " (arista.inventory.v1.ProvisionedDeviceStreamRequest) -> server_stream"
                + " (arista.inventory.v1.ProvisionedDeviceStreamResponse)");
  }

  @Test
  void deadNumbers_areNotUsedAgain() {
    assertThat(UserEventCreationConfig.getDescriptor().getFields())
        .extracting(FieldDescriptor::getNumber)
        .doesNotContain(5);
  }

  @Test
  void paths_onTheWire_areCloudVisions() {
    assertThat(
            Stream.of(
                    EventServiceGrpc.getSubscribeMethod(),
                    EventServiceGrpc.getGetAllMethod(),
                    EventAnnotationConfigServiceGrpc.getSetMethod(),
                    ProvisionedDeviceServiceGrpc.getSubscribeMethod(),
                    TagAssignmentServiceGrpc.getSubscribeMethod(),
                    SummaryServiceGrpc.getGetAllMethod(),
                    AssignmentServiceGrpc.getGetOneMethod())
                .map(MethodDescriptor::getFullMethodName))
        .containsExactly(
            "arista.event.v1.EventService/Subscribe",
            "arista.event.v1.EventService/GetAll",
            "arista.event.v1.EventAnnotationConfigService/Set",
            "arista.inventory.v1.ProvisionedDeviceService/Subscribe",
            "arista.tag.v2.TagAssignmentService/Subscribe",
            "arista.configstatus.v1.SummaryService/GetAll",
            "arista.redirector.v1.AssignmentService/GetOne");
  }

  @Test
  void stubs_callWhatTheDescriptorsSay() {
    Set<String> published = Published.linesOfAll();

    Declared.SERVICES.stream()
        .flatMap(service -> service.getMethods().stream())
        .forEach(
            method ->
                assertThat(published)
                    .anyMatch(
                        line ->
                            line.startsWith("RPC /" + method.getFullMethodName() + " (")
                                && line.contains(
                                    method.getType() == MethodDescriptor.MethodType.UNARY
                                        ? "-> unary "
                                        : "-> server_stream ")));
  }
}
