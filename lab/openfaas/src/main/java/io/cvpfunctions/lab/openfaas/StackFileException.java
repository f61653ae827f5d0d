package io.cvpfunctions.lab.openfaas;

/** A stack.yml that faas-cli would not read either. */
public final class StackFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StackFileException(String message) {
    super(message);
  }

  StackFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
