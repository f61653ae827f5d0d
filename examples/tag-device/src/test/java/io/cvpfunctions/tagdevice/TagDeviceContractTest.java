package io.cvpfunctions.tagdevice;

import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.FunctionContract;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.Function;

class TagDeviceContractTest extends FunctionContract {
  @Override
  protected String name() {
    return TagDevice.NAME;
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return TagDevice::from;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of(
        "cloudvision_url", "https://127.0.0.1:1", "tag_label", "Site", "tag_value", "{to.name}");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("cloudvision-token", "token-of-the-service-account");
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of("cloudvision_url", "cvp", "tag_operation", "add", "tag_value", "{to.name");
  }
}
