package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.devicemove.DeviceMoveFunction;
import io.cvpfunctions.function.FunctionHandler;

/** The name and package the OpenFaaS java11 entrypoint looks up; all else is elsewhere. */
public final class Handler extends AbstractHandler implements AutoCloseable {
  private final FunctionHandler function =
      FunctionHandler.start(DeviceMoveFunction.NAME, DeviceMoveFunction::from);

  @Override
  public IResponse Handle(IRequest request) {
    return function.handle(request);
  }

  @Override
  public void close() {
    function.close();
  }
}
