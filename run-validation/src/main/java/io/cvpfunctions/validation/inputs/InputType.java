package io.cvpfunctions.validation.inputs;

import io.cvpfunctions.validation.source.Source;

/** What a test takes as one of its inputs: reads a value, normalises it, or notes a problem. */
@FunctionalInterface
public interface InputType {
  /** The value in its one form; {@code null} after a problem has been noted. */
  Object read(Source value, Reading at);
}
