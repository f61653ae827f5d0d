package io.cvpfunctions.validation.inputs;

import io.cvpfunctions.validation.source.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An object with named fields: which there are, which are needed, what holds between them.
 *
 * <p>Unknown fields are a problem, since a misspelt one would otherwise silently keep its default.
 * Immutable.
 */
public final class InputObject implements InputType {
  private static final class Field {
    private final String name;
    private final InputType type;
    private final boolean required;
    private final boolean nullable;
    private final Object fallback;

    private Field(
        String name, InputType type, boolean required, boolean nullable, Object fallback) {
      this.name = name;
      this.type = type;
      this.required = required;
      this.nullable = nullable;
      this.fallback = fallback;
    }
  }

  private static final InputObject NONE = new InputObject(List.of(), List.of(), false);

  private final List<Field> fields;
  private final List<Function<Inputs, Optional<String>>> rules;

  private final boolean ignoresUnknown;

  private InputObject(
      List<Field> fields, List<Function<Inputs, Optional<String>>> rules, boolean ignoresUnknown) {
    this.fields = fields;
    this.rules = rules;
    this.ignoresUnknown = ignoresUnknown;
  }

  /** An object without fields, to start from. */
  public static InputObject object() {
    return NONE;
  }

  /** The same with a field that must be given. */
  public InputObject required(String name, InputType type) {
    return and(new Field(name, type, true, false, null));
  }

  /** The same with a field that may be left out, or be null, which is the same. */
  public InputObject optional(String name, InputType type) {
    return and(new Field(name, type, false, true, null));
  }

  /** The same with a field that may be left out, but not be null. */
  public InputObject maybe(String name, InputType type) {
    return and(new Field(name, type, false, false, null));
  }

  /** The same with a field that has this value where it is left out. */
  public InputObject with(String name, InputType type, Object fallback) {
    return and(new Field(name, type, false, false, fallback));
  }

  /** The same with a rule between fields, which says what is wrong where it does not hold. */
  public InputObject rule(Function<Inputs, Optional<String>> rule) {
    List<Function<Inputs, Optional<String>>> more = new ArrayList<>(rules);
    more.add(rule);
    return new InputObject(fields, List.copyOf(more), ignoresUnknown);
  }

  /** The same with a rule that needs the field to have a value. */
  public InputObject needs(String name) {
    return rule(it -> it.has(name) ? Optional.empty() : Optional.of(name + " is missing"));
  }

  /** The same, taking no offence at unknown fields, as ANTA does for some of its models. */
  public InputObject ignoringUnknown() {
    return new InputObject(fields, rules, true);
  }

  private InputObject and(Field field) {
    List<Field> more = new ArrayList<>(fields);
    more.add(field);
    return new InputObject(List.copyOf(more), rules, ignoresUnknown);
  }

  /** The object, or {@code null} after everything that is wrong with it has been noted. */
  @Override
  public Inputs read(Source value, Reading at) {
    if (!value.is(Source.Kind.MAP)) {
      at.problem(value, "expected a mapping, but it is " + value.quoted());
      return null;
    }
    List<String> problems = new ArrayList<>();
    Reading trying = at.trying(problems);
    Map<String, Source> given = given(value, trying);
    Map<String, Object> values = new LinkedHashMap<>();
    for (Field field : fields) values.put(field.name, field(field, given, value, trying));
    Inputs inputs = new Inputs(values);
    if (problems.isEmpty()) {
      rules.forEach(rule -> rule.apply(inputs).ifPresent(what -> trying.problem(value, what)));
    }
    problems.forEach(at::pass);
    return problems.isEmpty() ? inputs : null;
  }

  private Map<String, Source> given(Source value, Reading at) {
    Map<String, Source> given = new HashMap<>();
    for (Source.Entry entry : value.entries()) {
      String name = entry.key().text();
      if (!has(name)) {
        if (!ignoresUnknown) at.key(name).problem(entry.key(), "unknown" + nearest(name));
      } else if (given.put(name, entry.value()) != null) {
        at.key(name).problem(entry.key(), "is given twice");
      }
    }
    return given;
  }

  private boolean has(String name) {
    for (Field field : fields) if (field.name.equals(name)) return true;
    return false;
  }

  private Object field(Field field, Map<String, Source> given, Source whole, Reading at) {
    Source value = given.get(field.name);
    if (value == null) {
      if (field.required) at.key(field.name).problem(whole, "is missing");
      return field.fallback;
    }
    if (field.nullable && value.is(Source.Kind.NULL)) return null;
    return field.type.read(value, at.key(field.name));
  }

  private String nearest(String name) {
    return Nearest.of(name, this::names).map(near -> "; did you mean " + near + "?").orElse("");
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    fields.forEach(field -> names.add(field.name));
    return names;
  }
}
