package dev.poolproof.runner.artifact;

/** Where Maven finds an artifact. */
public record MavenCoordinates(String groupId, String artifactId, String version) {
    /** {@code group:artifact:version}. */
    @Override
    public String toString() {
        return groupId + ":" + artifactId + ":" + version;
    }
}
