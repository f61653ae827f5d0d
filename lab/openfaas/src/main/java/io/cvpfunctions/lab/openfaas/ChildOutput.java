package io.cvpfunctions.lab.openfaas;

/** Hears each line that a function's process prints. */
@FunctionalInterface
public interface ChildOutput {

  /** Which of its two streams the process printed to. */
  enum Stream {
    STDOUT,
    STDERR
  }

  /** Called on the thread that reads the stream: while it lasts, the process may have to wait. */
  void line(Stream stream, String line);
}
