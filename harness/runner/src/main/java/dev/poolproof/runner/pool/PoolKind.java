package dev.poolproof.runner.pool;

import dev.poolproof.runner.pool.hikari.HikariSettings;
import dev.poolproof.runner.setting.Settings;
import java.util.List;

/**
 * A kind of pool that candidates may name.
 *
 * @param name as candidates name it
 * @param groupId of its Maven artifact
 * @param artifactId of its Maven artifact
 * @param adapterClass class name of its {@link PoolAdapter}
 * @param settings that candidates may give it
 */
public record PoolKind(
        String name, String groupId, String artifactId, String adapterClass, Settings settings) {
    private static final String PACKAGE = PoolKind.class.getPackageName();

    /** All kinds. Adding a pool is its adapter, and one entry here. */
    public static final List<PoolKind> ALL =
            List.of(
                    new PoolKind(
                            "hikaricp",
                            "com.zaxxer",
                            "HikariCP",
                            PACKAGE + ".hikari.HikariAdapter",
                            HikariSettings.known()));

    /** The package that a warped loader defines anew. */
    public String adapterPackage() {
        return adapterClass.substring(0, adapterClass.lastIndexOf('.') + 1);
    }

    /** The kind that candidates call {@code name}, which was checked when their file was read. */
    public static PoolKind named(String name) {
        return ALL.stream()
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no pool is called " + name));
    }
}
