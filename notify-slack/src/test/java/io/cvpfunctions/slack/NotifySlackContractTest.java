package io.cvpfunctions.slack;

import io.cvpfunctions.function.EventFunction;
import io.cvpfunctions.function.FunctionContract;
import io.cvpfunctions.remote.Settings;
import java.util.Map;
import java.util.function.Function;

class NotifySlackContractTest extends FunctionContract {
  @Override
  protected String name() {
    return "notify-slack";
  }

  @Override
  protected Function<Settings, EventFunction> factory() {
    return NotifySlack::from;
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of();
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("slack-webhook-url", "https://127.0.0.1:1/services/T0/B0/" + FakeSlack.TOKEN);
  }

  @Override
  protected Map<String, String> threeWrongSettings() {
    return Map.of("slack_timeout", "soon", "slack_tell_changes", "maybe", "max_body", "huge");
  }

  @Override
  protected boolean takesText() {
    return true;
  }
}
