package dev.poolproof.runner.artifact;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.util.artifact.JavaScopes;
import org.eclipse.aether.util.filter.DependencyFilterUtils;

/**
 * Resolves Maven artifacts as Maven does: from the local repository, else from Maven Central or the
 * mirrors that the user's {@code settings.xml} names. Not safe for use by several threads.
 */
public final class ArtifactResolver implements AutoCloseable {
    private final Context context;

    private ArtifactResolver(Context context) {
        this.context = context;
    }

    /** Opens a resolver with the user's own Maven settings; {@code maven.repo.local} is obeyed. */
    public static ArtifactResolver open() {
        return new ArtifactResolver(
                Runtimes.INSTANCE
                        .getRuntime()
                        .create(ContextOverrides.create().withUserSettings(true).build()));
    }

    /**
     * The jar of an artifact, followed by those that it needs at run time.
     *
     * @throws ArtifactException if one of them cannot be had
     */
    public List<Path> jars(MavenCoordinates coordinates) throws ArtifactException {
        // Asked for as a dependency and not as the root, so that its optional ones stay out.
        CollectRequest collect =
                new CollectRequest(
                        List.of(
                                new Dependency(
                                        new DefaultArtifact(coordinates.toString()),
                                        JavaScopes.RUNTIME)),
                        List.of(),
                        context.remoteRepositories());
        DependencyRequest request =
                new DependencyRequest(
                        collect, DependencyFilterUtils.classpathFilter(JavaScopes.RUNTIME));
        try {
            return context
                    .repositorySystem()
                    .resolveDependencies(context.repositorySystemSession(), request)
                    .getArtifactResults()
                    .stream()
                    .map(ArtifactResult::getArtifact)
                    .map(artifact -> artifact.getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new ArtifactException(
                    coordinates
                            + " cannot be had from the local repository or Maven Central: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
