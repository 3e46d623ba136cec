package dev.poolproof.warp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.warp.Treatment.FilterLast;
import dev.poolproof.warp.Treatment.Make;
import dev.poolproof.warp.Treatment.Replace;
import dev.poolproof.warp.Treatment.VirtualNow;
import dev.poolproof.warp.runtime.Clocks;
import dev.poolproof.warp.runtime.Timeouts;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class TimingTableTest {
    /**
     * Timing methods of {@code java.base} that no pool or driver was seen to call; a scan reports
     * them.
     */
    private static final Set<String> NOT_SUPPORTED =
            Set.of(
                    "java.net.DatagramSocket.getSoTimeout()",
                    "java.net.DatagramSocket.setSoTimeout(int)",
                    "java.net.InetAddress.isReachable(int)",
                    "java.net.InetAddress.isReachable(NetworkInterface, int, int)",
                    "java.net.ServerSocket.getSoTimeout()",
                    "java.net.ServerSocket.setSoTimeout(int)",
                    "java.net.SocketImpl.connect(SocketAddress, int)",
                    "java.net.URLConnection.getConnectTimeout()",
                    "java.net.URLConnection.getReadTimeout()",
                    "java.net.URLConnection.setConnectTimeout(int)",
                    "java.net.URLConnection.setReadTimeout(int)",
                    "java.util.concurrent.DelayQueue.<init>()",
                    "java.util.concurrent.DelayQueue.<init>(Collection)");

    static List<Rule> rules() {
        return TimingTable.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyLineNamesMethodsThatExistAndHasItsSubstitutes(Rule rule) {
        List<Call> calls =
                calls(rule.owner()).filter(it -> rule.matches(it, rule.owner())).toList();

        if (!rule.parameters().contains("Duration")) { // Thread.sleep(Duration) came with Java 19.
            assertThat(calls).as(rule.toString()).isNotEmpty();
        }
        for (Call call : calls) {
            if (rule.treatment() instanceof Replace replace) {
                String owner = Type.getInternalName(rule.owner());
                assertThat(staticMethods(replace.runtime()))
                        .contains(call.name() + call.staticDescriptor(owner));
            } else if (rule.treatment() instanceof Make make) {
                assertThat(staticMethods(make.runtime()))
                        .contains(
                                make.factory()
                                        + call.parameters()
                                        + Type.getDescriptor(rule.owner()));
            } else if (rule.treatment() instanceof FilterLast filter) {
                assertThat(staticMethods(Timeouts.class)).contains(filter.filter() + "(J)J");
            } else if (rule.treatment() instanceof VirtualNow now) {
                assertThat(staticMethods(Clocks.class))
                        .contains(now.clock() + now.clockDescriptor());
            }
        }
    }

    @Test
    @EnabledForJreRange(
            max = JRE.JAVA_17) // Each later one brings methods that have yet to be looked at.
    void noTimingMethodOfTheJdkIsMissing() throws Exception {
        Set<String> unknown = new TreeSet<>();
        TimingCalls timingCalls = new TimingCalls(name -> null);
        for (Class<?> type : publicTypesOfTheJdk()) {
            calls(type)
                    .forEach(
                            call -> {
                                Finding finding = timingCalls.find(call);
                                if (finding != null && finding.rule() == null) {
                                    unknown.add(call.readable(type));
                                }
                            });
        }
        assertThat(unknown).containsExactlyInAnyOrderElementsOf(NOT_SUPPORTED);
    }

    private static List<Class<?>> publicTypesOfTheJdk() throws IOException {
        List<Class<?>> types = new ArrayList<>();
        Module base = Object.class.getModule();
        for (Exports exports : base.getDescriptor().exports()) {
            if (exports.isQualified()) {
                continue;
            }
            String folder = exports.source().replace('.', '/');
            Path path =
                    FileSystems.getFileSystem(URI.create("jrt:/"))
                            .getPath("/modules/java.base", folder);
            try (Stream<Path> files = Files.list(path)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".class"))
                        .map(file -> folder + "/" + file.substring(0, file.length() - 6))
                        .forEach(
                                name -> {
                                    Class<?> type = JdkTypes.find(name);
                                    if (type != null && Modifier.isPublic(type.getModifiers())) {
                                        types.add(type);
                                    }
                                });
            }
        }
        assertThat(types.size()).isGreaterThan(1_000);
        return types;
    }

    /** Calls of what the type declares for others. */
    private static Stream<Call> calls(Class<?> type) {
        String owner = Type.getInternalName(type);
        Stream<Call> methods =
                Stream.of(type.getDeclaredMethods())
                        .filter(TimingTableTest::isForOthers)
                        .filter(method -> !method.isSynthetic())
                        .map(
                                it ->
                                        new Call(
                                                Modifier.isStatic(it.getModifiers())
                                                        ? Opcodes.INVOKESTATIC
                                                        : Opcodes.INVOKEVIRTUAL,
                                                owner,
                                                it.getName(),
                                                Type.getMethodDescriptor(it),
                                                type.isInterface()));
        Stream<Call> constructors =
                Stream.of(type.getDeclaredConstructors())
                        .filter(TimingTableTest::isForOthers)
                        .map(
                                it ->
                                        new Call(
                                                Opcodes.INVOKESPECIAL,
                                                owner,
                                                "<init>",
                                                Type.getConstructorDescriptor(it),
                                                false));
        return Stream.concat(methods, constructors);
    }

    private static boolean isForOthers(Executable executable) {
        return (executable.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
    }

    private static List<String> staticMethods(Class<?> runtime) {
        return Stream.of(runtime.getMethods())
                .filter(it -> Modifier.isStatic(it.getModifiers()))
                .map((Method it) -> it.getName() + Type.getMethodDescriptor(it))
                .toList();
    }
}
