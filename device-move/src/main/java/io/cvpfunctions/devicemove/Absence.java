package io.cvpfunctions.devicemove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cvpfunctions.remote.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Which devices of the CMDB are gone, as no page of a run has them. One that another CloudVision
 * told of, that was placed after the list was made, or that is only unprovisioned, is not. Used
 * once.
 */
final class Absence {
  private static final int FEW = 20;
  private static final String SERVICE = ".arista.io";

  private final Cmdb cmdb;
  private final ReconcilePage page;
  private final Budget budget;
  private final Instant madeAt;
  private final List<CmdbRecord> there;
  private final List<CmdbRecord> absent;
  private final Map<String, Integer> kept = new LinkedHashMap<>();

  Absence(Cmdb cmdb, ReconcilePage page, ReconcileRuns runs, Budget budget) {
    this.cmdb = cmdb;
    this.page = page;
    this.budget = budget;
    this.madeAt = runs.madeAt(page);
    Set<String> listed = runs.devices(page);
    this.there = cmdb.placed(budget);
    this.absent = new ArrayList<>(there);
    absent.removeIf(each -> listed.contains(ReconcilePage.folded(each.text(Field.SERIAL))));
  }

  /** Why nobody is called gone, although some are missing; empty where those are. */
  Optional<String> whyHeldBack() {
    if (absent.isEmpty()) return Optional.empty();
    Optional<String> ours = cloudVision();
    if (ours.isEmpty()) return Optional.of(notScoped());
    if (isService(ours.get()) && !page.onlyTenant) return Optional.of(notOneTenants());
    int all = (int) there.stream().filter(each -> isOf(each, ours.get())).count();
    keep("ofAnotherCloudVision", each -> !isOf(each, ours.get()));
    keep("placedSince", each -> each.time(Field.LAST_MOVE).isAfter(madeAt));
    boolean many = absent.size() > Math.max(FEW, all / 10) || absent.size() * 2 > all;
    if (!many || !page.apply || page.removeMany) return Optional.empty();
    return Optional.of(
        absent.size()
            + " of "
            + all
            + " devices would be called gone, which is held back: send the last page again with"
            + " \"removeMany\": true if it is so");
  }

  /** The CloudVision of the list: what it says, else the one that told of all its devices. */
  private Optional<String> cloudVision() {
    if (page.cloudVision().isPresent()) return page.cloudVision();
    Set<CmdbRecord> missing = new HashSet<>(absent);
    Set<String> sources =
        there.stream()
            .filter(each -> !missing.contains(each))
            .map(each -> each.text(Field.SOURCE))
            .collect(Collectors.toSet());
    return sources.size() == 1
        ? sources.stream().filter(source -> !source.isEmpty()).findFirst()
        : Optional.empty();
  }

  /** Whether many have their devices at that address. */
  private static boolean isService(String cloudVision) {
    HttpUrl address = HttpUrl.parse(cloudVision);
    return address != null && address.host().endsWith(SERVICE);
  }

  private String notOneTenants() {
    return "not judged: "
        + absent.size()
        + " devices of the CMDB are on no page, and may be another tenant's, since all tenants of"
        + " CloudVision as a service have one address: if the CMDB holds devices of one only, send"
        + " the last page again with \"onlyTenant\": true";
  }

  private static boolean isOf(CmdbRecord record, String source) {
    return record.text(Field.SOURCE).equals(source);
  }

  private String notScoped() {
    return "not judged: "
        + absent.size()
        + " devices of the CMDB are on no page, and nothing says whether they are of the same"
        + " CloudVision: name it on each page, as \"source\": \"https://cvp.example\", the way"
        + " that its events do";
  }

  private void keep(String why, Predicate<CmdbRecord> which) {
    int before = absent.size();
    absent.removeIf(which);
    count(why, before - absent.size());
  }

  private void count(String why, int count) {
    if (count > 0) kept.put(why, count);
  }

  /** Those that are gone; asked for once, when nothing holds them back. */
  List<CmdbRecord> gone() {
    Set<CmdbRecord> unprovisioned = new HashSet<>(cmdb.unprovisioned(absent, budget));
    keep("unprovisioned", unprovisioned::contains);
    return absent;
  }

  /** How many are missing and are not gone, by why they are not. */
  void tell(ObjectNode answer) {
    if (kept.isEmpty()) return;
    ObjectNode node = answer.putObject("kept");
    kept.forEach(node::put);
  }
}
