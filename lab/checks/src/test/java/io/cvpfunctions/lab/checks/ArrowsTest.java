package io.cvpfunctions.lab.checks;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may know whom. */
class ArrowsTest {
  private static final List<String> FUNCTION_PACKAGES =
      List.of("devicemove", "slack", "validation", "kafka", "tagdevice");

  private static JavaClasses all;

  @BeforeAll
  static void read() {
    List<Path> folders =
        Repo.MODULES.stream().map(m -> Repo.ROOT.resolve(m).resolve("target/classes")).toList();
    all = new ClassFileImporter().importPaths(folders);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "runtime",
        "events",
        "tracing",
        "remote",
        "function",
        "watcher",
        "devicemove",
        "slack",
        "validation",
        "kafka",
        "tagdevice",
        "lab"
      })
  void package_hasClasses_soThatNoRuleIsEmpty(String name) {
    classes()
        .that()
        .resideInAPackage("io.cvpfunctions." + name + "..")
        .should()
        .resideInAPackage("io.cvpfunctions..")
        .check(all);
  }

  @Test
  void eventsAndRemote_doNotKnowEachOther() {
    forbidden("events", "remote");
    forbidden("remote", "events");
  }

  @Test
  void common_knowsNobodyAbove() {
    for (String common : List.of("events", "tracing", "remote", "function")) {
      forbidden(common, "watcher");
      forbidden(common, "lab");
      FUNCTION_PACKAGES.forEach(function -> forbidden(common, function));
    }
    for (String other : List.of("events", "remote", "function")) forbidden("tracing", other);
    forbidden("events", "function");
    forbidden("remote", "function");
  }

  static Stream<String> functions() {
    return FUNCTION_PACKAGES.stream();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void functions_knowNeitherEachOtherNorWatcherNorLab(String function) {
    forbidden(function, "watcher");
    forbidden(function, "lab");
    forbidden(function, "runtime");
    FUNCTION_PACKAGES.stream()
        .filter(other -> !other.equals(function))
        .forEach(other -> forbidden(function, other));
  }

  @Test
  void watcher_knowsNoFunctionAndNotTheirBase() {
    forbidden("watcher", "function");
    forbidden("watcher", "lab");
    FUNCTION_PACKAGES.forEach(function -> forbidden("watcher", function));
  }

  @Test
  void standIns_doNotKnowWhatTheyTest() {
    for (String tested : List.of("events", "remote", "function", "watcher", "runtime")) {
      forbidden("lab", tested);
    }
  }

  @Test
  void runtime_knowsOnlyTheModelAndJava() {
    classes()
        .that()
        .resideInAPackage("io.cvpfunctions.runtime..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.cvpfunctions.runtime..",
            "com.openfaas.model..",
            "java..",
            "com.sun.net.httpserver..")
        .check(all);
  }

  @Test
  void openFaasTypes_areMetInHandlersAndTheFunctionBaseOnly() {
    noClasses()
        .that(
            DescribedPredicate.not(
                resideInAnyPackage("io.cvpfunctions.function..", "io.cvpfunctions.runtime..")
                    .or(handlers())))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.openfaas.model..")
        .check(all);
  }

  @Test
  void kafka_isKnownToKafkaPublishAndTheLabOnly() {
    onlyIn("org.apache.kafka..", "io.cvpfunctions.kafka..", "io.cvpfunctions.lab..");
  }

  @Test
  void grpc_isKnownToTheWatcherAndTheLabOnly() {
    onlyIn("io.grpc..", "io.cvpfunctions.watcher..", "io.cvpfunctions.lab..");
  }

  @Test
  void cloudVisionsApis_areKnownToTheWatcherAndTheLabOnly() {
    onlyIn("io.cvpfunctions.cloudvision..", "io.cvpfunctions.watcher..", "io.cvpfunctions.lab..");
  }

  private static void onlyIn(String library, String... packages) {
    noClasses()
        .that(DescribedPredicate.not(resideInAnyPackage(packages)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(all);
  }

  private static DescribedPredicate<JavaClass> handlers() {
    return resideInAnyPackage("com.openfaas.function").and(simpleName("Handler"));
  }

  private static void forbidden(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage("io.cvpfunctions." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.cvpfunctions." + to + "..")
        .check(all);
  }
}
