package io.cvpfunctions.remote;

import java.util.List;

/** Settings are missing or wrong; {@link #problems} names all of them at once. */
public final class SettingsException extends RuntimeException {
  private final List<String> problems;

  /** Each problem names the setting, what is wrong with it and what is expected. */
  public SettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Never empty. */
  public List<String> problems() {
    return problems;
  }
}
