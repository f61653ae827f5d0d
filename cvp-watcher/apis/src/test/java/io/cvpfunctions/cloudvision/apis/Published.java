package io.cvpfunctions.cloudvision.apis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CloudVision's own descriptors, of a time at which they were published. */
enum Published {
  OCTOBER_2024("2024-10.txt"),
  JULY_2026("2026-07.txt");

  private static final Path FOLDER = Path.of("../../../shared/cloudvision-descriptors");

  private final String file;

  Published(String file) {
    this.file = file;
  }

  /**
   * Every line of either; the test is skipped where they are not at hand, unless {@code
   * DESCRIPTORS_REQUIRED} says that they must be.
   */
  static Set<String> linesOfAll() {
    Set<String> lines = new LinkedHashSet<>();
    for (Published each : values()) lines.addAll(each.lines());
    return lines;
  }

  List<String> lines() {
    Path path = FOLDER.resolve(file);
    required(path, System.getenv("DESCRIPTORS_REQUIRED"));
    try {
      return Files.readAllLines(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Skips the test without that file, or fails it where {@code demand} is true. */
  static void required(Path path, String demand) {
    boolean there = Files.exists(path);
    if (!there && "true".equals(demand)) {
      throw new AssertionError(
          path.toAbsolutePath().normalize()
              + " is missing: with DESCRIPTORS_REQUIRED=true our messages must be held to"
              + " CloudVision's own descriptors, so put them there, or unset it to skip this test");
    }
    assumeTrue(there, () -> "no " + path + " beside the repository");
  }

  /** The message types of the packages that we declare, by full name. */
  Map<String, Descriptor> types() {
    Set<String> packages = new LinkedHashSet<>();
    for (FileDescriptor declared : Declared.files().values()) packages.add(declared.getPackage());
    return new LineReader(packages).read(lines());
  }
}
