package io.cvpfunctions.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Request;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The stock entrypoint hands over no method, no bytes, and headers in one spelling. */
class StockEntrypointTest {
  @Test
  void runtimeIsNotThere_requestsAreReadFromTheModelAlone() throws Exception {
    Class<?> type = new WithoutOurRuntime().loadClass(FunctionRequest.class.getName());
    var of = type.getDeclaredMethod("of", IRequest.class);
    of.setAccessible(true);

    Object request = of.invoke(null, new Request("{}", Map.of("X-call-id", "call-1"), "a=1", "/"));

    assertThat(type).isNotSameAs(FunctionRequest.class);
    assertThat(read(request, "method")).isEqualTo("POST");
    assertThat(read(request, "body")).isEqualTo(new byte[] {'{', '}'});
    assertThat(read(request, "query")).isEqualTo(Map.of("a", "1"));
    assertThat((Map<?, ?>) read(request, "headers")).hasToString("{X-call-id=call-1}");
  }

  @Test
  void postedBody_isAnEvent() {
    FakeFunction function = new FakeFunction();
    Map<String, String> headers = new HashMap<>();
    headers.put("X-call-id", "call-1");
    headers.put("Content-type", "text/plain");
    headers.put("X-odd", null);
    headers.put(null, "odd");
    String move =
        "{\"device\":{\"serialNumber\":\"JPE1\"},\"from\":{\"name\":\"a\"},\"to\":{\"name\":\"b\"}}";

    IResponse answer = handle(function, new Request(move, headers, null, "/"));

    assertThat(answer.getStatusCode()).isEqualTo(200);
    assertThat(answer.getHeader("X-Call-Id")).isEqualTo("call-1");
    assertThat(function.seen).containsExactly("call-1");
  }

  @Test
  void noBody_isAskedForTheDescription() {
    for (String body : new String[] {"", null, " \n"}) {
      IResponse answer = handle(new FakeFunction(), new Request(body, null));

      assertThat(answer.getStatusCode()).isEqualTo(200);
      assertThat(answer.getBody()).contains("Says what moved.");
    }
  }

  private static IResponse handle(FakeFunction function, Request request) {
    try (FunctionHandler handler = FunctionHandler.start("echo", settings -> function)) {
      return handler.handle(request);
    }
  }

  private static Object read(Object request, String accessor) throws Exception {
    var method = request.getClass().getDeclaredMethod(accessor);
    method.setAccessible(true);
    return method.invoke(request);
  }

  /** Loads our classes anew, and knows none of our runtime's. */
  private static final class WithoutOurRuntime extends ClassLoader {
    WithoutOurRuntime() {
      super(FunctionRequest.class.getClassLoader());
    }

    @Override
    public Class<?> loadClass(String name) throws ClassNotFoundException {
      if (name.startsWith("io.cvpfunctions.runtime.")) throw new ClassNotFoundException(name);
      if (!name.startsWith("io.cvpfunctions.function.")) return super.loadClass(name);
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        byte[] code = in.readAllBytes();
        return defineClass(name, code, 0, code.length);
      } catch (IOException unreadable) {
        throw new ClassNotFoundException(name, unreadable);
      }
    }
  }
}
