package dev.poolproof.model.candidate;

import org.jspecify.annotations.Nullable;

/**
 * A pool or driver under test, by the name that Poolproof has for it.
 *
 * @param name for example {@code hikaricp} or {@code postgresql}
 * @param version {@code null} for the default version of the run
 */
public record Artifact(String name, @Nullable String version) {
    public Artifact {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an artifact must have a name");
        }
    }

    /** This artifact with {@code fallback} as its version if it names none. */
    public Artifact orVersion(String fallback) {
        return version == null ? new Artifact(name, fallback) : this;
    }

    /** {@code hikaricp:5.1.0}, or {@code hikaricp}. */
    @Override
    public String toString() {
        return version == null ? name : name + ":" + version;
    }
}
