package dev.poolproof.runner.database.container;

import java.util.ArrayList;
import java.util.List;

/** The way in of an official image, which sets up a server and becomes its process. */
final class Entrypoint {
    private Entrypoint() {}

    /**
     * The command of a container that does something before.
     *
     * @param script of {@code sh}, which must end it if it cannot be done
     * @param server with its arguments
     */
    static String[] after(String script, List<String> server) {
        List<String> command =
                new ArrayList<>(
                        List.of("sh", "-c", script + "exec docker-entrypoint.sh \"$@\"", "-"));
        command.addAll(server);
        return command.toArray(String[]::new);
    }
}
