package io.cvpfunctions.validation;

import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.FunctionContract;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.Function;

class RunValidationContractTest extends FunctionContract {
  @Override
  protected String name() {
    return "run-validation";
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return RunValidation::from;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("eapi_allowed_networks", "192.0.2.0/24", "eapi_insecure", "true");
  }

  @Override
  protected Map<String, String> settingsAtWork() {
    return Map.of("eapi_allowed_networks", "127.0.0.0/8", "eapi_insecure", "true");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("eapi-username", "lookout-user", "eapi-password", "lookout-password");
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of(
        "eapi_allowed_networks", "10.0.0.0/8 ten.net",
        "eapi_address", "macAddress",
        "connect_patience", "a while");
  }
}
