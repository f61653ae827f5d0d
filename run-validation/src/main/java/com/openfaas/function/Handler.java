package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.validation.RunValidation;

/** The name and package the OpenFaaS java11 entrypoint looks up; all else is in RunValidation. */
public final class Handler extends AbstractHandler implements AutoCloseable {
  private final FunctionHandler function =
      FunctionHandler.start("run-validation", RunValidation::from);

  @Override
  public IResponse Handle(IRequest request) {
    return function.handle(request);
  }

  @Override
  public void close() {
    function.close();
  }
}
