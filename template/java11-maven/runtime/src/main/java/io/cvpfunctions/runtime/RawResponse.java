package io.cvpfunctions.runtime;

import com.openfaas.model.IResponse;

/** A response whose body is bytes rather than text, such as an image. */
public interface RawResponse extends IResponse {
  /** What to send; null where the text of {@link #getBody} counts. */
  byte[] getBodyBytes();
}
