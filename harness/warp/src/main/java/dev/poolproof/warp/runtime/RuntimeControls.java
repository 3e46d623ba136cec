package dev.poolproof.warp.runtime;

import dev.poolproof.warp.shared.CacheTimes;
import dev.poolproof.warp.shared.Controls;
import dev.poolproof.warp.shared.NameServer;
import java.util.function.Predicate;

/** The controls of the runtime's copy that this class belongs to. */
public final class RuntimeControls implements Controls {
    @Override
    public void timeScale(double factor) {
        VirtualTime.scale(factor);
        Sockets.rescale();
    }

    @Override
    public double timeScale() {
        return VirtualTime.segment().scale();
    }

    @Override
    public void deregisterDrivers() {
        Drivers.deregister();
    }

    @Override
    public void host(String name, NameServer server, CacheTimes times) {
        Names.put(name, server, times);
    }

    @Override
    public void forgetHost(String name) {
        Names.remove(name);
    }

    /** Says which classes are rewritten; by default those of the runtime's own loader. */
    public void rewritten(Predicate<Class<?>> classes) {
        Receivers.rewritten(classes);
    }
}
