package dev.poolproof.http.nginx;

import dev.poolproof.http.TemporaryDirectory;
import dev.poolproof.model.scenario.Breakage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file system in memory at {@code proxy_temp} that only one nginx sees, in a mount namespace that
 * ends with it: nothing of it has to be removed. Needs Linux, and root or a kernel that lets
 * ordinary users have namespaces.
 */
final class SmallDisk {
    /** What was not written takes no memory. */
    private static final String MOUNT =
            "mount -t tmpfs -o size=%d,mode=700 poolproof \"$1\" && shift && exec \"$@\""
                    .formatted(Breakage.DISK);

    private SmallDisk() {}

    /**
     * The command that runs {@code command} with such a {@code proxy_temp} below {@code prefix},
     * where that directory is; it becomes the command itself.
     */
    static List<String> around(Path prefix, List<String> command) throws IOException {
        boolean isRoot = Files.getAttribute(prefix, "unix:uid").equals(0);
        List<String> whole = new ArrayList<>(List.of("unshare"));
        if (!isRoot) { // to mount is root's, of whom there is one in each namespace
            whole.addAll(List.of("--user", "--map-root-user"));
        }
        whole.addAll(List.of("--mount", "sh", "-c", MOUNT, "poolproof-disk"));
        whole.add(prefix.resolve("proxy_temp").toString());
        if (!isRoot) { // and nginx that is root's would make its workers another user's
            whole.addAll(List.of("unshare", "--user"));
            whole.add("--map-user=" + Files.getAttribute(prefix, "unix:uid"));
            whole.add("--map-group=" + Files.getAttribute(prefix, "unix:gid"));
        }
        whole.addAll(command);
        return whole;
    }

    /** Why there is none to be had here, in words; {@code null} if there is. Tried once. */
    static @Nullable String refusal() {
        return Tried.REFUSAL;
    }

    private static @Nullable String attempt() {
        try (TemporaryDirectory prefix = TemporaryDirectory.create("poolproof-disk-")) {
            Files.createDirectory(prefix.path().resolve("proxy_temp"));
            Ran tried = Ran.of(around(prefix.path(), List.of("true")));
            return tried.code() == 0 ? null : because(tried.said());
        } catch (NginxException | IOException | UnsupportedOperationException e) {
            return because(String.valueOf(e.getMessage()));
        }
    }

    private static String because(String reason) {
        return "nginx cannot have a file system of its own here that is full: " + reason;
    }

    /** The machine does not change while it is asked for each cell. */
    private static final class Tried {
        static final @Nullable String REFUSAL = attempt();
    }
}
