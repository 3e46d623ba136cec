package dev.poolproof.warp.shared;

/** What a loader asks of its own copy of the runtime. */
public interface Controls {
    /** Sets how many seconds of virtual time pass in one second, from now on. */
    void timeScale(double factor);

    /** How many seconds of virtual time pass in one second. */
    double timeScale();

    /**
     * Removes from {@link java.sql.DriverManager} the drivers that classes of the runtime's loader
     * registered.
     */
    void deregisterDrivers();

    /** Has {@code name} looked up at {@code server} from now on, with a cache of its own. */
    void host(String name, NameServer server, CacheTimes times);

    /** Leaves {@code name} to the JDK again. */
    void forgetHost(String name);
}
