package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;

class WarpAgentTest {
    @TempDir private Path folder;

    @Test
    void applicationRunsAtTheScale() throws Exception {
        Path output = folder.resolve("output.txt");
        Process application =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-javaagent:" + agentJar() + "=50," + Application.class.getName(),
                                "-cp",
                                TestJars.jarOf(WarpAgentTest.class).toString(),
                                Application.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(application.waitFor()).as(Files.readString(output)).isZero();

        List<Long> times = Files.readAllLines(output).stream().map(Long::valueOf).toList();
        assertThat(times.get(0)).as("virtual milliseconds").isBetween(5_000L, 500_000L);
        assertThat(times.get(1)).as("real milliseconds").isBetween(100L, 4_000L);
    }

    /**
     * Sleeps for five seconds by its own clock; says how long that was for itself, and for others.
     */
    static final class Application {
        public static void main(String[] arguments) throws InterruptedException {
            long virtual = System.nanoTime();
            long real = RealTime.nanoTime();
            Thread.sleep(5_000);
            System.out.println((System.nanoTime() - virtual) / 1_000_000);
            System.out.println((RealTime.nanoTime() - real) / 1_000_000);
        }
    }

    /** A jar like the one that is built after the tests: a manifest that leads to the classes. */
    private Path agentJar() throws Exception {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", WarpAgent.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                TestJars.jarOf(WarpAgent.class).toUri()
                        + " "
                        + TestJars.jarOf(ClassReader.class).toUri());
        Path jar = folder.resolve("agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.finish();
        }
        return jar;
    }
}
