package io.cvpfunctions.function;

import com.openfaas.model.IRequest;
import io.cvpfunctions.runtime.RawRequest;

/** What only our runtime offers; loaded only where that is the runtime. */
final class RawRequests {
  private RawRequests() {}

  static boolean isRaw(IRequest request) {
    return request instanceof RawRequest;
  }

  static String method(IRequest request) {
    return ((RawRequest) request).getMethod();
  }

  static byte[] body(IRequest request) {
    byte[] body = ((RawRequest) request).getBodyBytes();
    return body == null ? new byte[0] : body;
  }
}
