package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import io.cvpfunctions.function.FunctionHandler;
import io.cvpfunctions.slack.NotifySlack;

/** The name and package that the java11 entrypoint looks up; all else is in NotifySlack. */
public final class Handler extends AbstractHandler implements AutoCloseable {
  private final FunctionHandler function = FunctionHandler.start("notify-slack", NotifySlack::from);

  @Override
  public IResponse Handle(IRequest request) {
    return function.handle(request);
  }

  @Override
  public void close() {
    function.close();
  }
}
