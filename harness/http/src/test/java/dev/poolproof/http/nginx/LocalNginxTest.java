package dev.poolproof.http.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNginxTest extends SettingsContract {
    private static final InetSocketAddress ANYWHERE =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    @Override
    protected Nginx start(NginxSettings settings, InetSocketAddress origin) throws Exception {
        NginxBinary binary = NeedsNginx.find();
        String refusal = LocalNginx.refuses(settings);
        return refusal == null
                ? LocalNginx.start(binary, settings, origin)
                : Assumptions.abort(refusal);
    }

    @Test
    void whatNginxDoesNotTakeIsRefusedInItsOwnWords() {
        NginxBinary binary = NeedsNginx.find();

        assertThatThrownBy(
                        () ->
                                LocalNginx.start(
                                        binary,
                                        NginxSettings.DEFAULT.with("proxy_bufering", "off"),
                                        ANYWHERE))
                .isInstanceOf(NginxException.class)
                .hasMessageContaining("unknown directive \"proxy_bufering\"");
    }

    @Test
    void anNginxThatDoesNotKnowItsOptionsIsRefusedInItsOwnWords(@TempDir Path directory)
            throws Exception {
        Path binary = script(directory, "echo 'nginx: invalid option: \"e\"'; exit 1");

        assertThatThrownBy(() -> LocalNginx.start(of(binary), NginxSettings.DEFAULT, ANYWHERE))
                .isInstanceOf(NginxException.class)
                .hasMessage("nginx: invalid option: \"e\"");
        assertThat(prefixOf(directory)).doesNotExist();
    }

    @Test
    void anNginxThatDiesAtOnceIsNotWaitedFor(@TempDir Path directory) throws Exception {
        Path binary = script(directory, "[ \"$1\" = -t ] || { echo 'out of luck'; exit 1; }");

        assertTimeout(
                Duration.ofSeconds(15),
                () ->
                        assertThatThrownBy(
                                        () ->
                                                LocalNginx.start(
                                                        of(binary),
                                                        NginxSettings.DEFAULT,
                                                        ANYWHERE))
                                .isInstanceOf(NginxException.class)
                                .hasMessage("nginx 0 does not start: out of luck"));
        assertThat(prefixOf(directory)).doesNotExist();
    }

    @Test
    void anInterruptEndsAnNginxThatHangsAndLeavesNothing(@TempDir Path directory) throws Exception {
        Path binary = script(directory, "exec sleep 60");
        Thread.currentThread().interrupt();

        assertTimeout(
                Duration.ofSeconds(30),
                () ->
                        assertThatThrownBy(
                                        () ->
                                                LocalNginx.start(
                                                        of(binary),
                                                        NginxSettings.DEFAULT,
                                                        ANYWHERE))
                                .isInstanceOf(NginxException.class)
                                .hasMessageStartingWith("interrupted while"));
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Stands for nginx; notes its prefix first. */
    private static Path script(Path directory, String text) throws IOException {
        Path binary = directory.resolve("nginx");
        Files.writeString(
                binary,
                """
                #!/bin/sh
                for argument; do [ ! -f "$argument/nginx.conf" ] || echo "$argument" >%s; done
                %s
                """
                        .formatted(directory.resolve("prefix"), text));
        assertThat(binary.toFile().setExecutable(true)).isTrue();
        return binary;
    }

    private static Path prefixOf(Path directory) throws IOException {
        return Path.of(Files.readString(directory.resolve("prefix")).strip());
    }

    private static NginxBinary of(Path binary) {
        return new NginxBinary(binary, "nginx 0");
    }
}
