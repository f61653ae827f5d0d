package io.cvpfunctions.devicemove.jdbc;

import io.cvpfunctions.remote.CallFailedException;
import io.cvpfunctions.remote.CallFailedException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The file that an SQLite URL names, if it names one. */
final class SqliteFile {
  private static final String NONE = "none";

  private final String name;
  private final Optional<Path> path;

  /** What stands in the URL after {@code jdbc:sqlite:}. */
  SqliteFile(String name) {
    this.name = name;
    boolean plain = !inMemory() && !name.startsWith("file:");
    this.path = plain ? Optional.of(Path.of(name.replaceFirst("\\?.*", ""))) : Optional.empty();
  }

  String url() {
    return "jdbc:sqlite:" + name;
  }

  boolean inMemory() {
    return name.startsWith(":memory:");
  }

  void makeDirectory() {
    if (path.isEmpty()) return;
    try {
      Path directory = path.get().toAbsolutePath().getParent();
      if (directory != null) Files.createDirectories(directory);
    } catch (IOException unwritable) {
      throw CallFailedException.of(
          "SQLite",
          Kind.OPERATOR,
          "the directory of " + name + " cannot be made: correct cmdb_url, or its permissions",
          unwritable);
    }
  }

  /** What tells this file from one that took its place; the same for whatever is no file. */
  String identity() {
    if (path.isEmpty()) return NONE;
    try {
      Object key = Files.readAttributes(path.get(), BasicFileAttributes.class).fileKey();
      return String.valueOf(key);
    } catch (IOException gone) {
      return NONE;
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
