package io.cvpfunctions.lab.http;

/** Answers requests; called by several threads at once. */
@FunctionalInterface
public interface Responder {
  Reply answer(RecordedRequest request);
}
