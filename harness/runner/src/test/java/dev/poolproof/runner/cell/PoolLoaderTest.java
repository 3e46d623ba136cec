package dev.poolproof.runner.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.candidate.Artifact;
import dev.poolproof.runner.artifact.ArtifactResolver;
import dev.poolproof.runner.artifact.Versions;
import dev.poolproof.warp.WarpLoader;
import java.sql.DriverManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoolLoaderTest {
    /** Its clean-up thread would keep the loader, and all classes in it, until the JVM ends. */
    @Test
    void nothingOfConnectorJRunsOnWhenItsLoaderIsClosed() throws Exception {
        Artifact pool = new Artifact("hikaricp", Versions.byDefault("hikaricp"));
        Artifact driver = new Artifact("mysql", Versions.byDefault("mysql"));
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            PoolLoader loader =
                    PoolLoader.open(PoolLoader.jars(resolver, pool, driver), pool, driver);
            assertThat(cleaners()).hasSize(1);

            loader.close();

            await().untilAsserted(() -> assertThat(cleaners()).isEmpty());
        }
    }

    @Test
    void nothingOfTheAwsWrapperRunsOnWhenItsLoaderIsClosed() throws Exception {
        Artifact pool = new Artifact("hikaricp", Versions.byDefault("hikaricp"));
        Artifact driver = new Artifact("aws-wrapper", Versions.byDefault("aws-wrapper"));
        // Those of the tests' own class path, which DriverManager loads when it is first asked.
        assertThat(DriverManager.drivers()).isNotEmpty();
        Set<Thread> before = ofTheWrapper();
        try (ArtifactResolver resolver = ArtifactResolver.open()) {
            PoolLoader loader =
                    PoolLoader.open(PoolLoader.jars(resolver, pool, driver), pool, driver);
            assertThat(ofTheWrapper()).hasSizeGreaterThan(before.size());

            loader.close();

            await().untilAsserted(() -> assertThat(before).containsAll(ofTheWrapper()));
        }
    }

    static Set<Thread> ofTheWrapper() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("AWS Advanced JDBC Wrapper"))
                .collect(Collectors.toSet());
    }

    /** Not that of the tests' own class path, which DriverManager loads when it is first asked. */
    private static List<String> cleaners() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getContextClassLoader() instanceof WarpLoader)
                .map(Thread::getName)
                .filter(name -> name.startsWith("mysql-cj-abandoned"))
                .toList();
    }
}
