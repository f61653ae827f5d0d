package io.cvpfunctions.runtime;

import com.openfaas.model.Response;

/** The model's response, which can also carry bytes. */
public class BytesResponse extends Response implements RawResponse {
  private byte[] bodyBytes;

  @Override
  public byte[] getBodyBytes() {
    return bodyBytes;
  }

  /** Takes precedence over the text body; null gives it back. The array is not copied. */
  public void setBodyBytes(byte[] bodyBytes) {
    this.bodyBytes = bodyBytes;
  }
}
