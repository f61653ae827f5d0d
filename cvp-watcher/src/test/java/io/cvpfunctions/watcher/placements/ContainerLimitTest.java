package io.cvpfunctions.watcher.placements;

import static org.assertj.core.api.Assertions.assertThat;

import io.cvpfunctions.events.Container;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerLimitTest {
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "DC1-Leaf,     DC1-Leaf,  true",
    "DC1-*,        DC1-Leaf,  true",
    "*Leaf,        DC1-Leaf,  true",
    "DC?-Leaf,     DC1-Leaf,  true",
    "DC1,          DC1-Leaf,  false",
    "dc1-leaf,     DC1-Leaf,  false",
    "DC1.Leaf,     DC1-Leaf,  false",
    "container_7*, DC1-Leaf,  true",
    "*,            Undefined, true",
  })
  void includes_nameKeyOrGlob(String glob, String name, boolean expected) {
    Container container = Container.of(name, "container_77_1");
    assertThat(ContainerLimit.of(List.of(glob)).includes(container)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "leaf,       leaf,        true",
    "Role:leaf,  leaf,        true",
    "Role:*,     leaf,        true",
    "Role:leaf,  'edge,leaf', true",
    "Role:leaf,  leafy,       false",
    "role:leaf,  leaf,        false",
    "Campus:*,   leaf,        false",
  })
  void includes_aTag_byItsValueOrByBoth(String glob, String values, boolean expected) {
    Container tag = Container.of(values, null).withLabel("Role");
    assertThat(ContainerLimit.of(List.of(glob)).includes(tag)).isEqualTo(expected);
  }

  @Test
  void includes_nothingSaid_isEverything() {
    assertThat(ContainerLimit.of(List.of()).includes(Container.of("x", null))).isTrue();
    assertThat(ContainerLimit.of(List.of(" ")).includes(Container.of("x", null))).isTrue();
  }

  @Test
  void includes_aMove_fromOrTo() {
    Placement now = new Placement(Fleet.device("A"), Fleet.container("Leaf"));
    Fact moved = new Fact.Moved(now, Fleet.container("Undefined"), Instant.EPOCH);
    assertThat(ContainerLimit.of(List.of("Leaf")).includes(moved)).isTrue();
    assertThat(ContainerLimit.of(List.of("Undefined")).includes(moved)).isTrue();
    assertThat(ContainerLimit.of(List.of("Spine")).includes(moved)).isFalse();
  }

  @Test
  void includes_subtree_countsWhatIsBelow() {
    ContainerTree tree =
        ContainerTree.of(
            Map.of(
                "root", new ContainerTree.Branch("Tenant", ""),
                "c1", new ContainerTree.Branch("DC1", "root"),
                "c2", new ContainerTree.Branch("DC1-Leaf", "c1"),
                "c3", new ContainerTree.Branch("DC2", "root")));
    ContainerLimit limit = ContainerLimit.of(List.of("DC1")).withSubtree(() -> tree);
    assertThat(limit.includes(Container.of("DC1-Leaf", "c2"))).isTrue();
    assertThat(limit.includes(Container.of("DC1-Leaf", "DC1-Leaf"))).isTrue();
    assertThat(limit.includes(Container.of("DC2", "c3"))).isFalse();
    assertThat(tree.covers(Map.of("c2", "DC1-Leaf", "DC2", "DC2"))).isTrue();
    assertThat(tree.covers(Map.of("c2", "DC1-Renamed"))).isFalse();
    assertThat(tree.covers(Map.of("c4", "DC3"))).isFalse();
    assertThat(limit.problem()).isEmpty();
    assertThat(tree.path("c2")).contains("Tenant/DC1/DC1-Leaf");
  }

  @Test
  void problem_subtreeWithoutATree_isSaid() {
    ContainerLimit limit =
        ContainerLimit.of(List.of("DC1")).withSubtree(() -> ContainerTree.UNKNOWN);
    assertThat(limit.problem()).isPresent();
  }

  @Test
  void includes_severalValuesOfALabel_areEachLookedAt() {
    ContainerLimit limit = ContainerLimit.of(List.of("spine"));
    assertThat(limit.includes(Container.of("edge,spine", null).withLabel("Role"))).isTrue();
    assertThat(limit.includes(Container.of("edge,spine", "k"))).isFalse();
  }

  @Test
  void undecided_subtreeWithoutThatKey_untilTheTreeHoldsIt() {
    AtomicReference<ContainerTree> tree = new AtomicReference<>(tree("c1", "DC1", "root"));
    ContainerLimit limit = ContainerLimit.of(List.of("DC1")).withSubtree(tree::get);
    assertThat(limit.undecided(Container.of("DC1-New", "c9"))).isTrue();
    assertThat(limit.undecided(Container.of("DC1-New", "DC1-New"))).isTrue();
    assertThat(limit.undecided(Container.of("DC1-New", null))).isFalse();
    assertThat(limit.undecided(Container.of("DC1", "c1"))).isFalse();
    tree.set(tree("c9", "DC1-New", "c1"));
    assertThat(limit.undecided(Container.of("DC1-New", "c9"))).isFalse();
    assertThat(limit.undecided(Container.of("DC1-New", "DC1-New"))).isFalse();
    assertThat(ContainerLimit.of(List.of("DC1")).undecided(Container.of("X", "c9"))).isFalse();
  }

  @Test
  void undecided_devicesThere_areNotInAnyPlace() {
    Placement placed = new Placement(Fleet.device("A"), Container.of("DC1-New", "c9"));
    Snapshot seen = Snapshot.of(Instant.EPOCH, List.of(placed)).build();
    assertThat(seen.undecided(any -> true).placements()).isEmpty();
    assertThat(seen.undecided(any -> true).present()).containsExactly(placed.identity());
    assertThat(seen.undecided(any -> false)).isSameAs(seen);
  }

  private static ContainerTree tree(String key, String name, String parent) {
    return ContainerTree.of(Map.of(key, new ContainerTree.Branch(name, parent)));
  }
}
