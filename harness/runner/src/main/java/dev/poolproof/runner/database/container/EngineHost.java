package dev.poolproof.runner.database.container;

import com.github.dockerjava.api.model.Info;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/** The machine that containers run on. */
final class EngineHost {
    private static final Path NAME = Path.of("/proc/sys/kernel/hostname");

    /** What the kernel gives a thread that is in no group of its own. */
    private static final int SHARES_OF_A_THREAD = 1024;

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

    /**
     * Puts a server beside its clients, where this machine is that one: nothing stands between
     * them, so it sees the ports that they connect from. It gets processors as it would without a
     * container. An engine that makes control groups itself puts all containers into one, which
     * gets as much as a single thread of ours: on a busy machine a session took two seconds to
     * begin. Where systemd makes them they share by halves, and are left alone.
     *
     * @param threads of ours that weigh as much as the server, when all are busy
     */
    static void join(GenericContainer<?> container, int threads) {
        container.withNetworkMode("host");
        if ("cgroupfs".equals(DockerClientFactory.instance().getInfo().getCGroupDriver())) {
            container.withCreateContainerCmdModifier(
                    command ->
                            Objects.requireNonNull(command.getHostConfig())
                                    .withCgroupParent("/")
                                    .withCpuShares(threads * SHARES_OF_A_THREAD));
        }
    }
}
