package dev.poolproof.runner.path;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.proxy.Fidelity;
import dev.poolproof.proxy.ProxyEngine;
import dev.poolproof.proxy.TcpProxy;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plays paths through proxies in this process, which tell all that happens. */
final class OwnProxies implements PathPlayer {
    private final ProxyEngine engine = ProxyEngine.start();

    @Override
    public @Nullable String cannotPlay(Scenario scenario) {
        return null;
    }

    @Override
    public List<String> shortcomings(List<Hop> path) {
        return Fidelity.shortcomings(path, engine);
    }

    @Override
    public OpenPath open(
            InetSocketAddress to, List<Hop> path, long seed, HistoryRecorder recorder) {
        return new Open(
                engine.proxy()
                        .upstream(to)
                        .path(path)
                        .seed(seed)
                        .clock(recorder.clock()::now)
                        .events(recorder::add)
                        .open());
    }

    @Override
    public void close() {
        engine.close();
    }

    /**
     * @param address kept, for a closed proxy has none
     */
    private record Open(TcpProxy proxy, InetSocketAddress address) implements OpenPath {
        Open(TcpProxy proxy) {
            this(proxy, proxy.address());
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}
