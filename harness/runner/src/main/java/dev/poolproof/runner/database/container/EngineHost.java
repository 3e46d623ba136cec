package dev.poolproof.runner.database.container;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.DockerClientFactory;

/** The machine that containers run on. */
final class EngineHost {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    private EngineHost() {}

    /**
     * Whether it is this one, so that a container can have its network: not where Docker Desktop
     * has a virtual machine, not from within another container, and not if the engine is no root's
     * and has a network of its own.
     */
    static boolean sharesNetwork() throws IOException {
        Info engine = DockerClientFactory.instance().getInfo();
        List<String> security = engine.getSecurityOptions();
        return Files.exists(NAME)
                && Files.readString(NAME).strip().equals(engine.getName())
                && (security == null || security.stream().noneMatch(it -> it.contains("rootless")));
    }
}
