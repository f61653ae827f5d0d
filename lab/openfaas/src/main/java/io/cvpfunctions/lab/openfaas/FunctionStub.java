package io.cvpfunctions.lab.openfaas;

/** A function that is a few lines of a test, with no process and no watchdog behind it. */
@FunctionalInterface
public interface FunctionStub {

  /**
   * Answers one call; calls come concurrently. What is thrown looks to the caller like a handler
   * that died: 500, an empty body and {@code X-OpenFaaS-Internal: of-watchdog}.
   */
  FunctionResponse answer(FunctionRequest request) throws Exception;
}
