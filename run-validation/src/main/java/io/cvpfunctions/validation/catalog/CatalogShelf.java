package io.cvpfunctions.validation.catalog;

import io.cvpfunctions.function.Checkup;
import io.cvpfunctions.remote.Budget;
import io.cvpfunctions.remote.HttpRemote;
import io.cvpfunctions.remote.Secret;
import io.cvpfunctions.remote.Settings;
import io.cvpfunctions.validation.catalog.CatalogRule.By;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says which catalog is for a device: that from {@code catalog_url}, then the first rule of {@code
 * catalog_path} that fits its name, its serial number, a tag, its container, then the default.
 *
 * <p>Where {@code catalog_path} is unset its rules are those that ship with the function; else it
 * is a folder with an {@code index.yml}, a folder of catalogs named after devices, or one catalog
 * for all. Thread-safe.
 */
public final class CatalogShelf {
  private final List<CatalogRule> rules;
  private final RemoteCatalogs remote;
  private final Optional<Path> path;

  private CatalogShelf(List<CatalogRule> rules, RemoteCatalogs remote, Optional<Path> path) {
    this.rules = List.copyOf(rules);
    this.remote = remote;
    this.path = path;
  }

  /** Reads every catalog of the index, so that what is wrong with one is told at the start. */
  public static CatalogShelf from(Settings settings, Clock clock) {
    Optional<Secret> token = settings.optionalSecret("catalog-token");
    Set<String> hosts = new HashSet<>(settings.words("catalog_hosts"));
    List<String> urls = settings.words("catalog_url");
    if (hosts.isEmpty()) urls.forEach(url -> UrlTemplate.host(url).ifPresent(hosts::add));
    HttpRemote http = HttpRemote.named("the host of the catalogs");
    RemoteCatalogs remote = new RemoteCatalogs(http, token, clock);
    List<CatalogRule> rules = new ArrayList<>();
    for (String url : urls) {
      UrlTemplate.parse(url, hosts, token.isPresent(), p -> settings.problem("catalog_url: " + p))
          .ifPresent(t -> rules.add(CatalogRule.trying(By.ANYTHING, "*", remote.at(t))));
    }
    Optional<Path> path = settings.optionalText("catalog_path").map(Path::of);
    List<String> problems = new ArrayList<>();
    CatalogIndex index = new CatalogIndex(path, problems, remote, hosts, token.isPresent());
    List<CatalogRule> own = new ArrayList<>(ruled(path, index));
    problems.forEach(settings::problem);
    own.sort(Comparator.comparing(CatalogRule::by));
    rules.addAll(own);
    return new CatalogShelf(rules, remote, path);
  }

  private static List<CatalogRule> ruled(Optional<Path> path, CatalogIndex index) {
    if (path.filter(CatalogShelf::isNamedAfterDevices).isEmpty()) return index.rules();
    CatalogFolder catalogs = new CatalogFolder(path.orElseThrow());
    return List.of(CatalogRule.deciding(By.ANYTHING, "*", catalogs));
  }

  /** Looks whether catalogs can be fetched, and names the containers that rules are for. */
  public void check(Checkup checkup, Budget budget) {
    remote.check(checkup, budget);
    checkup.ok(
        "catalogs", path.map(CatalogShelf::read).orElse("those that ship with the function"));
    if (path.isPresent()) checkup.containers(CatalogIndex.FILE, containers());
  }

  private static String read(Path path) {
    return isNamedAfterDevices(path)
        ? path + ": each is read when a device needs it"
        : path + ": all can be read";
  }

  private static boolean isNamedAfterDevices(Path path) {
    return Files.isDirectory(path) && !Files.exists(path.resolve(CatalogIndex.FILE));
  }

  private List<String> containers() {
    return rules.stream()
        .filter(rule -> rule.by() == By.CONTAINER)
        .map(CatalogRule::glob)
        .collect(Collectors.toList());
  }

  /** The catalog for the device; none where a rule says so, or no rule fits. */
  public Optional<Catalog> find(CatalogQuery device, Budget budget) {
    for (CatalogRule rule : rules) {
      if (!rule.fits(device)) continue;
      Optional<Catalog> catalog = rule.find(device, budget);
      if (catalog.isPresent() || rule.isLast()) return catalog;
    }
    return Optional.empty();
  }
}
