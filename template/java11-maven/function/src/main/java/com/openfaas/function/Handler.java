package com.openfaas.function;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;

/** Answers what it was sent. Called by many threads at once: fields must be safe for that. */
public final class Handler extends AbstractHandler {
  @Override
  public IResponse Handle(IRequest request) {
    Response response = new Response();
    response.setContentType("text/plain; charset=utf-8");
    response.setBody("You said: " + request.getBody());
    return response;
  }
}
