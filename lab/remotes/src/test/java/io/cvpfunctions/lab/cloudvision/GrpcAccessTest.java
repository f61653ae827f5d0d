package io.cvpfunctions.lab.cloudvision;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceServiceGrpc;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamRequest;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceStreamResponse;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentKey;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentRequest;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentResponse;
import io.cvpfunctions.cloudvision.apis.redirector.v1.AssignmentServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GrpcAccessTest {
  private static CloudVisionSimulator of(Generation generation) {
    CloudVisionSimulator cloudVision =
        CloudVisionSimulator.builder().generation(generation).start();
    cloudVision.addDevice(Device.numbered(1));
    return cloudVision;
  }

  private static Received<DeviceStreamResponse> list(Channel channel) {
    Received<DeviceStreamResponse> received = new Received<>();
    DeviceServiceGrpc.newStub(channel).getAll(DeviceStreamRequest.getDefaultInstance(), received);
    return received;
  }

  @ParameterizedTest
  @EnumSource(
      value = Generation.class,
      names = {"V2021_3", "V2025_2", "CVAAS"})
  void grpc_from2021_3_isOnThePortOfRest(Generation generation) throws Exception {
    try (CloudVisionSimulator cloudVision = of(generation);
        Grpc client = Grpc.to(cloudVision)) {
      assertThat(list(Grpc.channel(client, cloudVision)).end()).isEqualTo(Status.OK);
      assertThat(cloudVision.url()).endsWith(":" + cloudVision.node().grpcPort());
      String token = cloudVision.issueToken("watcher", Duration.ofHours(1));
      assertThat(
              Client.anonymous(cloudVision)
                  .with("Authorization", "Bearer " + token)
                  .json("/cvpservice/inventory/devices"))
          .hasSize(1);
    }
  }

  @Test
  void grpc_before2021_3_isOnAPortOfItsOwn() throws Exception {
    try (CloudVisionSimulator cloudVision = of(Generation.V2021_1);
        Grpc client = Grpc.to(cloudVision)) {
      assertThat(list(Grpc.channel(client, cloudVision)).first(1)).hasSize(1);
      assertThat(cloudVision.url()).doesNotEndWith(":" + cloudVision.node().grpcPort());
    }
  }

  @Test
  void grpc_before2021_isNowhere() throws Exception {
    try (CloudVisionSimulator old = of(Generation.V2018_2);
        CloudVisionSimulator elsewhere =
            CloudVisionSimulator.builder().grpc(GrpcPort.NONE).start()) {
      assertThat(old.node().grpcPort()).isZero();
      assertThat(elsewhere.node().grpcPort()).isZero();
    }
  }

  @Test
  void token_orSession_isAccepted_andNothingElse() throws Exception {
    try (CloudVisionSimulator cloudVision = of(Generation.V2025_2);
        Grpc client = Grpc.to(cloudVision)) {
      String session =
          Client.anonymous(cloudVision)
              .postJson(Client.LOGIN, Client.GOOD)
              .path("sessionId")
              .asText();
      String expired = cloudVision.issueToken("watcher", Duration.ZERO);

      assertThat(list(client.as(session)).end().getCode()).isEqualTo(Status.Code.OK);
      assertThat(list(client.anonymous()).end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(list(client.as("noise")).end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      assertThat(list(client.as(expired)).end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
      cloudVision.expireSessions();
      assertThat(list(client.as(session)).end().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void expiredToken_whereTheServerIsSilent_seesNothing() throws Exception {
    try (CloudVisionSimulator cloudVision = of(Generation.CVAAS);
        Grpc client = Grpc.to(cloudVision)) {
      cloudVision.sessionLost(SessionLost.EMPTY_LISTS);

      Received<DeviceStreamResponse> received = list(client.as("expired"));

      assertThat(received.end()).isEqualTo(Status.OK);
      assertThat(received.all()).isEmpty();
    }
  }

  @Test
  void redirect_isKnownToTheHostedServiceOnly() throws Exception {
    AssignmentRequest request =
        AssignmentRequest.newBuilder()
            .setKey(AssignmentKey.newBuilder().setSystemId(StringValue.of("")))
            .build();
    try (CloudVisionSimulator hosted = of(Generation.CVAAS);
        CloudVisionSimulator onPremises = of(Generation.V2025_2);
        Grpc client = Grpc.to(hosted);
        Grpc other = Grpc.to(onPremises)) {
      hosted.redirectTo("www.cv-prod-uk-1.arista.io");

      assertThat(
              AssignmentServiceGrpc.newBlockingStub(Grpc.channel(client, hosted))
                  .getOne(request)
                  .getValue()
                  .getClusters()
                  .getValues(0)
                  .getHosts()
                  .getValuesList())
          .containsExactly("www.cv-prod-uk-1.arista.io");
      Received<AssignmentResponse> refused = new Received<>();
      AssignmentServiceGrpc.newStub(Grpc.channel(other, onPremises)).getOne(request, refused);
      assertThat(refused.end().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
    }
  }
}
