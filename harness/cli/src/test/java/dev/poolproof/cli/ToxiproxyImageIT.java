package dev.poolproof.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.poolproof.container.NeedsImage;
import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.ImageFromDockerfile;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** Our image in the place of Toxiproxy's, as Testcontainers' module uses that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsImage("debian:trixie-slim") // what the image is built in
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a build installs a JDK
class ToxiproxyImageIT {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final Duration DELAY = Duration.ofMillis(300);
    private static final int FIRST_PORT = 8666;

    private final ImageFromDockerfile image =
            new ImageFromDockerfile()
                    .withFileFromPath(
                            "Dockerfile", Path.of(System.getProperty("poolproof.dockerfile")))
                    .withFileFromPath(
                            "poolproof.jar", Path.of(System.getProperty("poolproof.jar")));
    private final Network network = Network.newNetwork();
    private GenericContainer<?> echo;
    private ToxiproxyContainer toxiproxy;
    private Proxy proxy;

    @BeforeAll
    void start() throws IOException {
        DockerImageName ours = DockerImageName.parse(image.get());
        toxiproxy =
                new ToxiproxyContainer(ours.asCompatibleSubstituteFor("ghcr.io/shopify/toxiproxy"))
                        .withNetwork(network);
        toxiproxy.start();
        echo = // the image has a shell, and its tools
                new GenericContainer<>(ours)
                        .withNetwork(network)
                        .withNetworkAliases("echo")
                        .withCreateContainerCmdModifier(
                                wanted ->
                                        wanted.withEntrypoint(
                                                "nc", "-ll", "-p", "7777", "-e", "cat"))
                        .withCommand()
                        .waitingFor(Wait.forSuccessfulCommand("nc 127.0.0.1 7777 </dev/null"));
        echo.start();
        proxy =
                new ToxiproxyClient(toxiproxy.getHost(), toxiproxy.getControlPort())
                        .createProxy("echo", "0.0.0.0:" + FIRST_PORT, "echo:7777");
    }

    @AfterAll
    void stop() {
        if (echo != null) {
            echo.stop();
        }
        if (toxiproxy != null) {
            toxiproxy.stop();
        }
        network.close();
        DockerClientFactory.lazyClient().removeImageCmd(image.get()).withForce(true).exec();
    }

    @Test
    void aProxyCarriesBytesAndALatencyHoldsThem() throws IOException {
        try (Socket client = connect()) {
            assertThat(took(client)).isPositive();

            proxy.toxics().latency("slow", ToxicDirection.DOWNSTREAM, DELAY.toMillis());

            assertThat(took(client)).isGreaterThanOrEqualTo(DELAY);
        } finally {
            proxy.toxics().get("slow").remove();
        }
    }

    @Test
    void aClientIsReset() throws IOException {
        try (Socket client = connect()) {
            assertThat(took(client)).isPositive();

            proxy.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 0);

            assertThatThrownBy(() -> took(client))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        } finally {
            proxy.toxics().get("reset").remove();
        }
    }

    @Test
    void theContainerTellsItsHealthAndIsNotRoot() throws Exception {
        await().atMost(60, SECONDS).until(toxiproxy::isHealthy);

        assertThat(toxiproxy.execInContainer("id", "-u").getStdout().strip()).isEqualTo("10001");
    }

    private Socket connect() throws IOException {
        Socket client = new Socket();
        client.setTcpNoDelay(true);
        client.setSoTimeout(PATIENCE_MILLIS);
        client.connect(
                new InetSocketAddress(
                        InetAddress.getByName(toxiproxy.getHost()),
                        toxiproxy.getMappedPort(FIRST_PORT)),
                PATIENCE_MILLIS);
        return client;
    }

    /** How long some bytes take to the server and back. */
    private static Duration took(Socket client) throws IOException {
        long startNanos = System.nanoTime();
        client.getOutputStream().write("ping".getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(4)).asString(US_ASCII).isEqualTo("ping");
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
