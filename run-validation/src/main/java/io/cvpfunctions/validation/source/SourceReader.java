package io.cvpfunctions.validation.source;

import java.nio.charset.StandardCharsets;

/** Reads a file that is YAML or JSON, whichever it turns out to be. */
public final class SourceReader {
  private SourceReader() {}

  /**
   * The value that the text holds. JSON is told by its first character, since YAML's own flow style
   * starts with the same one, what is not JSON after all is read as YAML.
   *
   * @throws CatalogException where it is neither
   */
  public static Source read(byte[] text) {
    if (!startsLikeJson(text)) return YamlSource.read(text);
    try {
      return JsonSource.read(text);
    } catch (CatalogException notJson) {
      try {
        return YamlSource.read(text);
      } catch (CatalogException notYamlEither) {
        throw notJson;
      }
    }
  }

  private static boolean startsLikeJson(byte[] text) {
    String start = new String(text, 0, Math.min(text.length, 64), StandardCharsets.UTF_8).trim();
    return start.startsWith("{") || start.startsWith("[");
  }
}
