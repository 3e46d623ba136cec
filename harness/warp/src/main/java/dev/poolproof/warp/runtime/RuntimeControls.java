package dev.poolproof.warp.runtime;

import dev.poolproof.warp.shared.Controls;
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

    /** Says which classes are rewritten; by default those of the runtime's own loader. */
    public void rewritten(Predicate<Class<?>> classes) {
        Receivers.rewritten(classes);
    }
}
