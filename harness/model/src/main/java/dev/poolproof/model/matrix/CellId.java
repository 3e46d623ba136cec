package dev.poolproof.model.matrix;

/**
 * Which cell of the matrix.
 *
 * @param database the engine with its version, as the matrix shows it: {@code PostgreSQL 17.11}
 */
public record CellId(String scenario, String candidate, String database) {
    /** {@code scenario × candidate}. */
    @Override
    public String toString() {
        return scenario + " × " + candidate;
    }
}
