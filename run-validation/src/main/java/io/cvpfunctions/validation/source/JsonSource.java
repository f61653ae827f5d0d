package io.cvpfunctions.validation.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads JSON, but keeps lines and repeated keys. */
final class JsonSource {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonParser parser;

  private JsonSource(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The JSON value of the text.
   *
   * @throws CatalogException where it is not JSON
   */
  static Source read(byte[] text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      Source source = new JsonSource(parser).value();
      if (parser.nextToken() != null) {
        throw new CatalogException(List.of("not JSON: there is more behind its end"));
      }
      return source;
    } catch (JsonProcessingException wrong) {
      String line = wrong.getLocation() == null ? "" : "line " + wrong.getLocation().getLineNr();
      throw new CatalogException(List.of(line + ": not JSON: " + wrong.getOriginalMessage()));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Source value() throws IOException {
    int line = parser.currentTokenLocation().getLineNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) return map(line);
    if (token == JsonToken.START_ARRAY) return list(line);
    if (token == JsonToken.VALUE_NUMBER_INT)
      return Source.integer(parser.getBigIntegerValue(), line);
    if (token == JsonToken.VALUE_NUMBER_FLOAT) return Source.decimal(parser.getDoubleValue(), line);
    if (token == JsonToken.VALUE_TRUE) return Source.truth(true, line);
    if (token == JsonToken.VALUE_FALSE) return Source.truth(false, line);
    if (token == JsonToken.VALUE_STRING) return Source.text(parser.getText(), line);
    return Source.nothing(line);
  }

  private Source map(int line) throws IOException {
    List<Source.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Source key = Source.text(parser.currentName(), parser.currentTokenLocation().getLineNr());
      parser.nextToken();
      entries.add(new Source.Entry(key, value()));
    }
    return Source.map(entries, line);
  }

  private Source list(int line) throws IOException {
    List<Source> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value());
    return Source.list(elements, line);
  }
}
