package io.cvpfunctions.kafka;

import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One broker for all tests of this JVM, started for the first that wants it. */
final class OneBroker implements BeforeAllCallback, ParameterResolver {
  @Override
  public void beforeAll(ExtensionContext context) {
    broker(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == RealBroker.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return broker(context);
  }

  private static RealBroker broker(ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(Namespace.GLOBAL);
    return store.getOrComputeIfAbsent(RealBroker.class, key -> startOrFail(), RealBroker.class);
  }

  private static RealBroker startOrFail() {
    try {
      return RealBroker.start(SecurityProtocol.PLAINTEXT);
    } catch (Exception failure) {
      throw new IllegalStateException("the broker does not start", failure);
    }
  }
}
