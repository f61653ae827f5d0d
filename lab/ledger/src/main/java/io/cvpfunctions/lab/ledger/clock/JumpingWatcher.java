package io.cvpfunctions.lab.ledger.clock;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Starts the watcher's jar as it is, but for the one call in it that asks for the system's clock.
 *
 * <p>In production there is nothing that could set that clock, so it is done on the way from the
 * jar into the process: the class that makes the call is told another name for the clock's class.
 */
public final class JumpingWatcher {
  private static final String ASKS = "io.cvpfunctions.watcher.commands.RunCommand";
  private static final String CLOCK = JumpingClock.class.getName();

  private JumpingWatcher() {}

  /** Takes the jar, and then what the watcher takes. */
  public static void main(String[] arguments) throws Exception {
    URL jar = Path.of(arguments[0]).toUri().toURL();
    Loader loader = new Loader(jar);
    Thread.currentThread().setContextClassLoader(loader);
    loader
        .loadClass("io.cvpfunctions.watcher.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  /** Loads the jar with what it names, and nothing of the lab but the clock. */
  private static final class Loader extends URLClassLoader {
    Loader(URL jar) {
      super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals(CLOCK))
        return define(name, bytes(JumpingWatcher.class.getClassLoader(), name));
      if (name.equals(ASKS)) return define(name, withOtherClock(bytes(this, name)));
      return super.findClass(name);
    }

    private Class<?> define(String name, byte[] bytes) {
      return defineClass(name, bytes, 0, bytes.length);
    }

    private static byte[] bytes(ClassLoader loader, String name) throws ClassNotFoundException {
      try (InputStream in = loader.getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) throw new ClassNotFoundException(name);
        return in.readAllBytes();
      } catch (IOException failed) {
        throw new ClassNotFoundException(name, failed);
      }
    }
  }

  /** The name of a class stands once in a class file, with its length before it. */
  private static byte[] withOtherClock(byte[] original) {
    String text = new String(original, StandardCharsets.ISO_8859_1);
    String before = constant("java/time/Clock");
    if (!text.contains(before)) throw new IllegalStateException(ASKS + " asks for no clock");
    return text.replace(before, constant(CLOCK.replace('.', '/')))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String constant(String name) {
    return "\u0001" + (char) (name.length() >> 8) + (char) (name.length() & 0xff) + name;
  }
}
