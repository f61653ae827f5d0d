package io.cvpfunctions.validation.cli;

import io.cvpfunctions.validation.source.CatalogException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A file that a run needs, named by a flag or by the variable that ANTA has for it. */
final class InputFile {
  private final Path path;

  private InputFile(Path path) {
    this.path = path;
  }

  /** The file that the flag names, else the variable; that neither does is a problem. */
  static InputFile of(
      String flag, Arguments given, String variable, Function<String, String> environment) {
    Optional<Path> typed = given.value(flag, Path::of);
    if (typed.isPresent()) return new InputFile(typed.get());
    String named = environment.apply(variable);
    if (named != null && !named.isBlank()) return new InputFile(Path.of(named));
    given.refuse(flag, "is missing: name a file, or set " + variable);
    return new InputFile(Path.of(""));
  }

  /** What reports call it. */
  String name() {
    return String.valueOf(path.getFileName());
  }

  /**
   * What the file holds.
   *
   * @throws UsageException naming everything that is wrong with it
   */
  <T> T read(Function<byte[], T> reader) {
    try {
      return reader.apply(Files.readAllBytes(path));
    } catch (NoSuchFileException missing) {
      throw new UsageException(List.of(path + " is not there"));
    } catch (IOException unreadable) {
      throw new UsageException(List.of(path + " cannot be read"));
    } catch (CatalogException wrong) {
      throw new UsageException(wrong.problemsOf(path.toString()));
    }
  }
}
