package dev.poolproof.proxy;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Scope;
import java.util.List;

/** A fault on a proxy's path that goes when this is closed. Thread-safe. */
public final class InjectedFault implements AutoCloseable {
    private final TcpProxy proxy;
    private volatile Hop hop;

    InjectedFault(TcpProxy proxy, Hop hop) {
        this.proxy = proxy;
        this.hop = hop;
    }

    /** The name under which events tell of it. */
    public String name() {
        return hop.name();
    }

    /** Goes on with other values, or as another fault. In place when this returns. */
    public void change(Fault fault) {
        put(new Hop(hop.name(), List.of(fault), hop.scope()));
    }

    /** Acts on other connections, or otherwise, from now on. In place when this returns. */
    public void change(Scope scope) {
        put(new Hop(hop.name(), hop.faults(), scope));
    }

    /** Takes the fault off the path: what it held goes on. Does nothing the second time. */
    @Override
    public void close() {
        proxy.remove(hop.name());
    }

    Hop hop() {
        return hop;
    }

    private void put(Hop changed) {
        hop = changed;
        proxy.put(changed);
    }
}
