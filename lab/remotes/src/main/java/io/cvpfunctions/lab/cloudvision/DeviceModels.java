package io.cvpfunctions.lab.cloudvision;

import com.google.protobuf.BoolValue;
import com.google.protobuf.StringValue;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.ConfigSummary;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.ConfigSyncCode;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.Summary;
import io.cvpfunctions.cloudvision.apis.configstatus.v1.SummaryKey;
import io.cvpfunctions.cloudvision.apis.fmp.IPAddress;
import io.cvpfunctions.cloudvision.apis.inventory.v1.DeviceKey;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisionedDevice;
import io.cvpfunctions.cloudvision.apis.inventory.v1.ProvisioningStatus;
import io.cvpfunctions.cloudvision.apis.inventory.v1.StreamingStatus;

/** What the resource APIs say of a device of the inventory. */
final class DeviceModels {
  private DeviceModels() {}

  static DeviceKey key(Placed placed) {
    return DeviceKey.newBuilder().setDeviceId(text(placed.device().serial())).build();
  }

  static io.cvpfunctions.cloudvision.apis.inventory.v1.Device device(Placed placed) {
    Device device = placed.device();
    return io.cvpfunctions.cloudvision.apis.inventory.v1.Device.newBuilder()
        .setKey(key(placed))
        .setSoftwareVersion(text(device.version()))
        .setModelName(text(device.model()))
        .setHardwareRevision(text("11.01"))
        .setFqdn(text(device.fqdn()))
        .setHostname(text(device.hostname()))
        .setDomainName(text(device.fqdn().replaceFirst("^[^.]*\\.?", "")))
        .setSystemMacAddress(text(device.mac()))
        .setBootTime(Events.timestamp(placed.condition().bootTime()))
        .setStreamingStatus(
            placed.condition().streaming()
                ? StreamingStatus.STREAMING_STATUS_ACTIVE
                : StreamingStatus.STREAMING_STATUS_INACTIVE)
        .build();
  }

  /** Of a group the name is told, but of Undefined the key. */
  static ProvisionedDevice provisioned(Placed placed, String containerName) {
    boolean undefined = placed.containerKey().equals(Container.UNDEFINED);
    return ProvisionedDevice.newBuilder()
        .setKey(key(placed))
        .setStatus(ProvisioningStatus.PROVISIONING_STATUS_SUCCESS)
        .setZtpMode(BoolValue.of(false))
        .setIpAddress(IPAddress.newBuilder().setValue(placed.device().ip()))
        .setProvisioningGroupName(text(undefined ? Container.UNDEFINED : containerName))
        .build();
  }

  static SummaryKey summaryKey(Placed placed) {
    return SummaryKey.newBuilder().setDeviceId(text(placed.device().serial())).build();
  }

  static Summary summary(Placed placed) {
    ConfigSyncCode code =
        placed.condition().inSync()
            ? ConfigSyncCode.CONFIG_SYNC_CODE_IN_SYNC
            : ConfigSyncCode.CONFIG_SYNC_CODE_OUT_OF_SYNC;
    return Summary.newBuilder()
        .setKey(summaryKey(placed))
        .setSummary(ConfigSummary.newBuilder().setSync(code))
        .build();
  }

  private static StringValue text(String value) {
    return StringValue.of(value);
  }
}
