package io.cvpfunctions.validation;

import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.validation.catalog.CatalogShelf;
import io.cvpfunctions.validation.eapi.Switches;
import java.util.Map;

/** Looks whether switches could be validated, without asking any. */
final class ValidationCheck {
  private final CatalogShelf shelf;
  private final Switches switches;
  private final Map<String, String> settings;

  /**
   * Of a function with those settings in force.
   *
   * @param shelf where its catalogs are
   * @param switches which it may connect to
   */
  ValidationCheck(CatalogShelf shelf, Switches switches, Map<String, String> settings) {
    this.shelf = shelf;
    this.switches = switches;
    this.settings = Map.copyOf(settings);
  }

  void run(Checkup checkup, Budget budget) {
    shelf.check(checkup, budget);
    identity(checkup);
    checkup.addresses(settings.get("eapi_address"), switches.networks());
  }

  private void identity(Checkup checkup) {
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
