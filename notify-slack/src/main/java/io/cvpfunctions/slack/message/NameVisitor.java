package io.cvpfunctions.slack.message;

import com.samskivert.mustache.Mustache;
import java.util.Set;

/** Gathers the names that a template asks for. */
final class NameVisitor implements Mustache.Visitor {
  private final Set<String> names;

  NameVisitor(Set<String> names) {
    this.names = names;
  }

  @Override
  public void visitText(String text) {}

  @Override
  public void visitVariable(String name) {
    names.add(name);
  }

  @Override
  public boolean visitInclude(String name) {
    names.add("> " + name);
    return false;
  }

  @Override
  public boolean visitSection(String name) {
    names.add(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    return visitSection(name);
  }
}
