package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.tagdevice.TagDevice;

/** The name and package the OpenFaaS entrypoint looks up; all else is in TagDevice. */
public final class Handler extends AbstractHandler implements AutoCloseable {
  private final FunctionHandler function = FunctionHandler.start(TagDevice.NAME, TagDevice::from);

  @Override
  public IResponse Handle(IRequest request) {
    return function.handle(request);
  }

  @Override
  public void close() {
    function.close();
  }
}
