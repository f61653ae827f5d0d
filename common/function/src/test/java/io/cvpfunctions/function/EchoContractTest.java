package io.cvpfunctions.function;

import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.Function;

/** The contract itself, on the smallest function there can be. */
class EchoContractTest extends FunctionContract {
  @Override
  protected String name() {
    return "echo";
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return FakeFunction::from;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("fake_number", "3", "chain_to", "");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("fake-secret", "hush-hush");
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of("fake_number", "many", "exec_timeout", "soon", "max_body", "huge");
  }
}
