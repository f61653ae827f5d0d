package io.cvpfunctions.lab.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No jar that a function runs needs more than Java 11. */
class JavaLevelTest {
  private static final int JAVA_11 = 55;
  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/.*");

  static Stream<String> functions() {
    return Repo.ALL_FUNCTIONS.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void jars_ofAFunction_needNoMoreThanJava11(String function) throws IOException {
    List<String> tooNew = new ArrayList<>();
    for (Path jar : Repo.jarsOf(function)) tooNew.addAll(tooNew(jar));

    assertThat(tooNew).isEmpty();
    assertThat(Repo.jarsOf(function)).hasSizeGreaterThan(5);
  }

  private static List<String> tooNew(Path path) throws IOException {
    List<String> found = new ArrayList<>();
    try (JarFile jar = new JarFile(path.toFile())) {
      for (Enumeration<JarEntry> all = jar.entries(); all.hasMoreElements(); ) {
        JarEntry entry = all.nextElement();
        if (isLoadedOnJava11(entry.getName()) && major(jar, entry) > JAVA_11) {
          found.add(path.getFileName() + ": " + entry.getName());
        }
      }
    }
    return found;
  }

  private static boolean isLoadedOnJava11(String name) {
    if (!name.endsWith(".class")) return false;
    Matcher versioned = VERSIONED.matcher(name);
    return !versioned.matches() || Integer.parseInt(versioned.group(1)) <= 11;
  }

  private static int major(JarFile jar, JarEntry entry) throws IOException {
    try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
      in.readInt();
      in.readUnsignedShort();
      return in.readUnsignedShort();
    }
  }
}
