package io.cvpfunctions.lab.openfaas;

import java.util.List;
import java.util.Map;

/**
 * One function of a stack.yml, as faas-cli would build and deploy it.
 *
 * @param lang the folder under {@code ./template}; what follows an {@code @} is a version of it
 * @param handler the function's folder, relative to where faas-cli runs
 * @param namespace empty for the default one
 * @param spec what is deployed; its environment holds the files' values too, which win
 */
public record StackFunction(
    String name, String lang, String handler, String namespace, FunctionSpec spec) {

  /** The environment the function is deployed with. */
  public Map<String, String> environment() {
    return spec.environment();
  }

  /** The names of the secrets it is deployed with. */
  public List<String> secrets() {
    return spec.secrets();
  }

  /** The folder under {@code ./template}, without a version. */
  public String template() {
    int version = lang.indexOf('@');
    return version < 0 ? lang : lang.substring(0, version);
  }
}
