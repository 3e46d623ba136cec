package dev.poolproof.scenarios;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.history.HistoryEvent;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.NullMarked;

/** What the modules may use of one another, and what nobody may use. */
@AnalyzeClasses(packages = "dev.poolproof", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** The classes that stand in for the JDK's clock and waits under warped time, so call them. */
    private static final String WARPED_TIME = "dev.poolproof.warp.runtime..";

    /** Defined beside a library that is fetched when it is needed. */
    private static final String[] LATE = {
        "dev.poolproof.runner.driver.awswrapper..",
        "dev.poolproof.runner.driver.mysql..",
        "dev.poolproof.runner.database.mariadb..",
        "dev.poolproof.runner.database.container..",
        "dev.poolproof.http.container.."
    };

    /** Draws its bar on whatever terminal there is, for the command and for JUnit alike. */
    private static final String PROGRESS_BAR = "dev.poolproof.reports.ProgressListener";

    /** Whose standard output is how the JVM that has started it hears of it. */
    private static final String ORIGIN_MAIN = "dev.poolproof.http.origin.OriginMain";

    /** What users of the proxy call. */
    private static final String PROXY = "dev.poolproof.proxy";

    private static final String PROXY_INSIDE = "dev.poolproof.proxy.*..";

    @ArchTest
    static final ArchRule modulesUseOneAnotherInOneDirection =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("model")
                    .definedBy("dev.poolproof.model..")
                    .layer("warp")
                    .definedBy("dev.poolproof.warp..")
                    .layer("proxy")
                    .definedBy("dev.poolproof.proxy..")
                    .layer("control")
                    .definedBy("dev.poolproof.control..")
                    .layer("http")
                    .definedBy("dev.poolproof.http..")
                    .layer("runner")
                    .definedBy("dev.poolproof.runner..")
                    .layer("junit")
                    .definedBy("dev.poolproof.junit..")
                    .layer("reports")
                    .definedBy("dev.poolproof.reports..")
                    .layer("cli")
                    .definedBy("dev.poolproof.cli..")
                    .whereLayer("model")
                    .mayNotAccessAnyLayer()
                    .whereLayer("warp")
                    .mayNotAccessAnyLayer()
                    .whereLayer("proxy")
                    .mayOnlyAccessLayers("model")
                    .whereLayer("control")
                    .mayOnlyAccessLayers("model", "proxy")
                    .whereLayer("http")
                    .mayOnlyAccessLayers("model")
                    .whereLayer("runner")
                    .mayOnlyAccessLayers("model", "warp", "proxy", "http")
                    .whereLayer("junit")
                    .mayOnlyAccessLayers("model", "proxy", "runner")
                    .whereLayer("reports")
                    .mayOnlyAccessLayers("model")
                    .whereLayer("cli")
                    .mayOnlyAccessLayers("model", "control", "runner", "reports");

    @ArchTest
    static final ArchRule everyClassIsInAModule =
            classes()
                    .should()
                    .resideInAnyPackage(
                            "dev.poolproof.model..",
                            "dev.poolproof.warp..",
                            "dev.poolproof.proxy..",
                            "dev.poolproof.control..",
                            "dev.poolproof.http..",
                            "dev.poolproof.runner..",
                            "dev.poolproof.junit..",
                            "dev.poolproof.reports..",
                            "dev.poolproof.cli..");

    @ArchTest
    static final ArchRule theModelIsPlainJava =
            classes()
                    .that()
                    .resideInAPackage("dev.poolproof.model..")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage("java..", "org.jspecify..", "dev.poolproof.model..");

    @ArchTest
    static final ArchRule nettyStaysWithTheProxyItsControlAndTheServersThatArePlayed =
            usedOnlyBy(
                    "io.netty..",
                    "dev.poolproof.proxy..",
                    "dev.poolproof.control..",
                    "dev.poolproof.http.alb..",
                    "dev.poolproof.http.emulation..",
                    "dev.poolproof.http.server..",
                    "dev.poolproof.http.client.reactor..");

    @ArchTest
    static final ArchRule tomcatStaysWithTheOrigin =
            usedOnlyBy("org.apache.catalina..", "dev.poolproof.http.origin..");

    @ArchTest
    static final ArchRule httpClientsStayBehindTheirAdapters =
            CompositeArchRule.of(
                            usedOnlyBy("org.apache.hc..", "dev.poolproof.http.client.apache.."))
                    .and(usedOnlyBy("okhttp3..", "dev.poolproof.http.client.okhttp.."))
                    .and(usedOnlyBy("reactor..", "dev.poolproof.http.client.reactor.."));

    @ArchTest
    static final ArchRule jsonAndMetersOfTheProxyStayWithItsControl =
            noClasses()
                    .that()
                    .resideInAPackage("dev.poolproof.proxy..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.fasterxml..", "io.micrometer..", "io.netty.handler.codec.http..");

    @ArchTest
    static final ArchRule hikariStaysBehindItsAdapter =
            usedOnlyBy("com.zaxxer.hikari..", "dev.poolproof.runner.pool.hikari..");

    @ArchTest
    static final ArchRule postgresqlsDriverStaysBehindItsAdapter =
            usedOnlyBy(
                    "org.postgresql..",
                    "dev.poolproof.runner.driver..",
                    "dev.poolproof.runner.database..");

    @ArchTest
    static final ArchRule mariaDbsDriverStaysBehindItsAdapter =
            usedOnlyBy(
                    "org.mariadb..",
                    "dev.poolproof.runner.driver..",
                    "dev.poolproof.runner.database..");

    /** None of these is on the class path of the command. */
    @ArchTest
    static final ArchRule whatIsFetchedWhenItIsNeededStaysInAPackageOfItsOwn =
            CompositeArchRule.of(usedOnlyBy("com.mysql..", "dev.poolproof.runner.driver.mysql.."))
                    .and(
                            usedOnlyBy(
                                    "software.amazon..",
                                    "dev.poolproof.runner.driver.awswrapper.."))
                    .and(usedOnlyBy("ch.vorburger..", "dev.poolproof.runner.database.mariadb.."))
                    .and(
                            usedOnlyBy(
                                    "org.testcontainers..",
                                    "dev.poolproof.runner.database.container..",
                                    "dev.poolproof.http.container.."));

    @ArchTest
    static final ArchRule nobodyNamesThosePackages =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(LATE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(LATE);

    @ArchTest
    static final ArchRule yamlStaysWithTheFiles =
            usedOnlyBy("org.snakeyaml..", "dev.poolproof.runner.file..");

    @ArchTest
    static final ArchRule toxiproxyStaysWithThePaths =
            usedOnlyBy("eu.rekawek..", "dev.poolproof.runner.path..");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(WARPED_TIME)
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class, int.class);

    @ArchTest
    static final ArchRule nobodyMeasuresByTheCalendar =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(WARPED_TIME)
                    .should()
                    .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule everyRandomDecisionHasASeed =
            noClasses()
                    .should()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(ThreadLocalRandom.class)
                    .orShould()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SplittableRandom.class);

    @ArchTest
    static final ArchRule onlyTheCommandWritesToTheStandardStreams =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.poolproof.cli..")
                    .and()
                    .doNotHaveFullyQualifiedName(PROGRESS_BAR)
                    .and()
                    .doNotHaveFullyQualifiedName(ORIGIN_MAIN)
                    .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule modulesHaveNoCycles =
            slices().matching("dev.poolproof.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theModelsPackagesHaveNoCycles =
            slices().matching("dev.poolproof.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theRunnersPackagesHaveNoCycles =
            slices().matching("dev.poolproof.runner.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thePackagesOfHttpHaveNoCycles =
            slices().matching("dev.poolproof.http.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theProxysPackagesHaveNoCycles =
            slices().matching(PROXY_INSIDE.replace("*", "(*)")).should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theProxysInsideKnowsNothingOfWhatUsersCall =
            noClasses()
                    .that()
                    .resideInAPackage(PROXY_INSIDE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(PROXY);

    @ArchTest
    static final ArchRule theProxysInsideIsNobodysBusiness =
            usedOnlyBy(PROXY_INSIDE, PROXY, PROXY_INSIDE);

    @ArchTest
    static final ArchRule faultsAreRecords =
            classes()
                    .that()
                    .implement(Fault.class)
                    .or()
                    .implement(HistoryEvent.class)
                    .should()
                    .beRecords();

    @ArchTest
    static final ArchRule handlersAreNobodysBusiness =
            classes().that().haveSimpleNameEndingWith("Handler").should().notBePublic();

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(
                        classes.stream()
                                .map(JavaClass::getPackage)
                                .distinct()
                                .filter(
                                        not(
                                                itsPackage ->
                                                        itsPackage.isAnnotatedWith(
                                                                NullMarked.class)))
                                .map(JavaPackage::getName))
                .as("packages without @NullMarked")
                .isEmpty();
    }

    /** Raise the number as the code grows. */
    @ArchTest
    static void theRulesSeeTheCode(JavaClasses classes) {
        assertThat(classes.size()).as("classes analysed").isGreaterThan(380);
    }

    /** {@code library} is used by {@code packages} alone. */
    private static ArchRule usedOnlyBy(String library, String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }
}
