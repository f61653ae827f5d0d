package io.cvpfunctions.devicemove;

import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.FunctionContract;
import io.cvpfunctions.remote.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.io.TempDir;

class DeviceMoveContractTest extends FunctionContract {
  @TempDir Path folder;

  @Override
  protected String name() {
    return DeviceMoveFunction.NAME;
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return DeviceMoveFunction::from;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:postgresql://127.0.0.1:1/cmdb");
  }

  @Override
  protected Map<String, String> settingsAtWork() {
    return Map.of("cmdb", "jdbc", "cmdb_url", "jdbc:sqlite:" + folder.resolve("cmdb.db"));
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("cmdb-username", "recorder-of-devices", "cmdb-password", "hush-hush");
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of("cmdb_url", "jdbc:mysql://db/cmdb", "cmdb_mode", "ask", "max_body", "huge");
  }
}
