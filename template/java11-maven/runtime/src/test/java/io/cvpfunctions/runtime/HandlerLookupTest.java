package io.cvpfunctions.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openfaas.function.Handler;
import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IHandler;
import com.openfaas.model.IRequest;
import com.openfaas.model.IResponse;
import com.openfaas.model.Response;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerLookupTest {
  @TempDir Path classes;

  @Test
  void load_noServicesFile_isTheStockName() throws Exception {
    assertThat(load()).isInstanceOf(Handler.class);
  }

  @Test
  void load_servicesFile_winsOverTheStockName() throws Exception {
    services(AbstractHandler.class, "# ours\n" + Named.class.getName() + " # and no other\n");
    assertThat(load()).isInstanceOf(Named.class);
  }

  @Test
  void load_servicesFileOfTheInterface_countsToo() throws Exception {
    services(IHandler.class, Bare.class.getName());
    assertThat(load()).isInstanceOf(Bare.class);
  }

  @Test
  void load_sameNameTwice_isOne() throws Exception {
    services(AbstractHandler.class, Named.class.getName());
    services(IHandler.class, Named.class.getName());
    assertThat(load()).isInstanceOf(Named.class);
  }

  @Test
  void load_twoNames_isRefusedWithBoth() throws Exception {
    services(AbstractHandler.class, Named.class.getName() + "\n" + Bare.class.getName());
    assertThat(refusal())
        .hasMessageContaining("several classes")
        .hasMessageContaining(Named.class.getName())
        .hasMessageContaining(Bare.class.getName())
        .hasMessageContaining(classes.toString());
  }

  @Test
  void load_servicesFileWithoutName_isRefused() throws Exception {
    services(AbstractHandler.class, "# nothing\n");
    assertThat(refusal()).hasMessageContaining("no class").hasMessageContaining("must name one");
  }

  @Test
  void load_noSuchClass_saysWhatIsExpected() throws Exception {
    services(AbstractHandler.class, "com.example.Absent");
    assertThat(refusal())
        .hasMessageContaining("No class com.example.Absent")
        .hasMessageContaining("com.openfaas.function.Handler");
  }

  @Test
  void load_classThatIsNoHandler_isRefused() throws Exception {
    services(AbstractHandler.class, "java.lang.String");
    assertThat(refusal())
        .hasMessage("java.lang.String does not extend com.openfaas.model.AbstractHandler");
  }

  @Test
  void load_hiddenConstructor_isRefused() throws Exception {
    services(AbstractHandler.class, Hidden.class.getName());
    assertThat(refusal()).hasMessageContaining("public constructor without arguments");
  }

  @Test
  void load_constructorThatFails_isRefusedWithItsCause() throws Exception {
    services(AbstractHandler.class, Failing.class.getName());
    assertThat(refusal())
        .hasMessageContaining("constructor of")
        .hasRootCauseMessage("no such database");
  }

  private IHandler load() throws Exception {
    try (var loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader())) {
      return new HandlerLookup(loader).load();
    }
  }

  private StartException refusal() {
    return catchThrowableOfType(StartException.class, this::load);
  }

  private void services(Class<?> type, String text) throws IOException {
    Path file = classes.resolve("META-INF/services").resolve(type.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Named by a services file. */
  public static class Named extends AbstractHandler {
    @Override
    public IResponse Handle(IRequest request) {
      return new Response();
    }
  }

  /** Has only the interface. */
  public static class Bare implements IHandler {
    @Override
    public IResponse Handle(IRequest request) {
      return new Response();
    }
  }

  /** Cannot be made by anybody else. */
  public static class Hidden extends Named {
    private Hidden() {}
  }

  /** Cannot be made at all. */
  public static class Failing extends Named {
    public Failing() {
      throw new IllegalStateException("no such database");
    }
  }
}
