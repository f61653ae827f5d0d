package io.cvpfunctions.runtime;

import com.openfaas.model.IRequest;
import java.util.List;

/**
 * A request with what {@link IRequest} leaves out: the method, the body's bytes, repeated headers.
 *
 * <p>Every request this runtime hands over is one, so a handler may cast after {@code instanceof}
 * and still run under another runtime that knows only the model.
 */
public interface RawRequest extends IRequest {
  /** The method as the caller wrote it, such as {@code POST}. */
  String getMethod();

  /** The body as it arrived; empty, never null, when there was none. Not a copy: do not change. */
  byte[] getBodyBytes();

  /** All values of a header in the order received, whatever the case of its name; else empty. */
  List<String> getHeaderValues(String name);
}
