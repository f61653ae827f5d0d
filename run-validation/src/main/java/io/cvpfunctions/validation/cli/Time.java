package io.cvpfunctions.validation.cli;

import io.cvpfunctions.remote.GoDuration;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time as all settings here are written; a bare number is seconds, as ANTA has it. */
final class Time implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return GoDuration.parse(text.matches("\\d{1,9}") ? text + "s" : text)
        .filter(time -> !time.isZero() && !time.isNegative())
        .orElseThrow(() -> new TypeConversionException(text + " is not a time such as 90s"));
  }
}
