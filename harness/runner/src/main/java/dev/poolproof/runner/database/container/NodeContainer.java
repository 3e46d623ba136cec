package dev.poolproof.runner.database.container;

import com.github.dockerjava.api.DockerClient;
import dev.poolproof.runner.artifact.ContextLoader;
import dev.poolproof.runner.database.NodeProcess;
import java.io.IOException;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;

/**
 * A server in a container that is stopped and started again, and keeps its files meanwhile. The
 * image's own signal ends it.
 */
final class NodeContainer implements NodeProcess {
    /** A file by which the container's command knows that it is a standby. */
    static final String STANDBY = "/standby";

    private static final int STOP_SECONDS = 30;

    private final GenericContainer<?> container;
    private boolean running;
    private boolean removed;

    /** One that does not run yet. */
    NodeContainer(GenericContainer<?> container) {
        this.container = container;
    }

    @Override
    public synchronized void start() throws IOException {
        if (removed) {
            throw new IOException("its container was removed with the run");
        }
        ContextLoader context = ContextLoader.of(NodeContainer.class.getClassLoader());
        try {
            if (container.getContainerId() == null) {
                container.start();
            } else {
                container.getDockerClient().startContainerCmd(container.getContainerId()).exec();
            }
            running = true;
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            context.close();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    @Override
    public synchronized void stop() throws IOException {
        if (!running) {
            return;
        }
        running = false;
        try {
            DockerClient engine = container.getDockerClient();
            String id = container.getContainerId();
            engine.stopContainerCmd(id).withTimeout(STOP_SECONDS).exec();
            Long code = engine.inspectContainerCmd(id).exec().getState().getExitCodeLong();
            if (!Objects.equals(code, 0L)) {
                throw new IOException("it has ended with " + code);
            }
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void beStandby() throws IOException {
        try {
            if (container.getContainerId() == null) {
                container.withCopyToContainer(Transferable.of(""), STANDBY);
            } else {
                container.copyFileToContainer(Transferable.of(""), STANDBY);
            }
        } catch (RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Removes the container, running or not; there will be none from now on. */
    synchronized void remove() {
        removed = true;
        container.close();
    }
}
