package io.cvpfunctions.runtime;

import com.openfaas.model.AbstractHandler;
import com.openfaas.model.IHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the function on the class path: the class that a services file names, else the name the
 * java11 template has always used.
 */
final class HandlerLookup {
  private static final String STOCK_NAME = "com.openfaas.function.Handler";
  private static final List<String> SERVICES =
      List.of(
          "META-INF/services/" + AbstractHandler.class.getName(),
          "META-INF/services/" + IHandler.class.getName());

  private final ClassLoader loader;

  HandlerLookup(ClassLoader loader) {
    this.loader = loader;
  }

  IHandler load() throws StartException {
    return create(find(className()));
  }

  private String className() throws StartException {
    List<URL> files = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    try {
      for (String service : SERVICES) {
        for (URL file : Collections.list(loader.getResources(service))) {
          files.add(file);
          names.addAll(names(file));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new StartException("A services file of the function is unreadable: " + e, e);
    }
    if (files.isEmpty()) return STOCK_NAME;
    if (names.size() == 1) return names.iterator().next();
    String found = names.isEmpty() ? "no class" : "several classes: " + String.join(", ", names);
    throw new StartException(
        List.of("META-INF/services names " + found + "; it must name one. Read: " + files));
  }

  private static List<String> names(URL file) throws IOException {
    try (var reader =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").trim())
          .filter(line -> !line.isEmpty())
          .collect(Collectors.toList());
    }
  }

  private Class<?> find(String name) throws StartException {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new StartException(
          "No class "
              + name
              + " on the class path: the function's Handler must be "
              + STOCK_NAME
              + " or be named in "
              + SERVICES.get(0),
          e);
    }
  }

  private static IHandler create(Class<?> type) throws StartException {
    if (!IHandler.class.isAssignableFrom(type)) {
      throw new StartException(
          List.of(type.getName() + " does not extend " + AbstractHandler.class.getName()));
    }
    try {
      return (IHandler) type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw new StartException("The constructor of " + type.getName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new StartException(
          type.getName() + " must be a public class with a public constructor without arguments",
          e);
    }
  }
}
