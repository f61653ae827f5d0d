package io.cvpfunctions.validation;

import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.validation.catalog.CatalogShelf;
import java.util.List;
import java.util.Map;

/** Looks whether switches could be validated, without asking any. */
final class ValidationCheck {
  private final CatalogShelf shelf;
  private final Map<String, String> settings;

  /**
   * Of a function with those settings in force.
   *
   * @param shelf where its catalogs are
   */
  ValidationCheck(CatalogShelf shelf, Map<String, String> settings) {
    this.shelf = shelf;
    this.settings = Map.copyOf(settings);
  }

  void run(Checkup checkup, Budget budget) {
    shelf.check(checkup, budget);
    switches(checkup);
    String networks = settings.get("eapi_allowed_networks").trim();
    checkup.addresses(settings.get("eapi_address"), List.of(networks.split("[\\s,]+", -1)));
  }

  private void switches(Checkup checkup) {
    if (settings.get("eapi_insecure").equals("true")) {
      checkup.warning(
          "switches",
          "eapi_insecure: whoever answers at a switch's address gets the password",
          "Set eapi_ca_file, or mount the secret eapi-pins, and unset eapi_insecure.");
    } else {
      checkup.ok("switches", "are known by eapi_ca_file or eapi-pins; none was asked");
    }
  }
}
