package dev.poolproof.warp.runtime;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Collections;

/** What {@link DriverManager} keeps for the whole JVM, kept for one loader. */
public final class Drivers {
    private static volatile int loginTimeout;

    private Drivers() {}

    /** {@link DriverManager#setLoginTimeout}; seconds, not seen by other loaders. */
    public static void setLoginTimeout(int seconds) {
        loginTimeout = seconds;
    }

    /**
     * {@link DriverManager#getLoginTimeout}; seconds, 0 unless this loader's classes have set it.
     */
    public static int getLoginTimeout() {
        return loginTimeout;
    }

    /**
     * Removes this loader's drivers; must be called from here, because the manager shows drivers by
     * their caller's loader.
     */
    static void deregister() {
        for (Driver driver : Collections.list(DriverManager.getDrivers())) {
            if (driver.getClass().getClassLoader() == Drivers.class.getClassLoader()) {
                try {
                    DriverManager.deregisterDriver(driver);
                } catch (SQLException e) {
                    throw new IllegalStateException("cannot deregister " + driver, e);
                }
            }
        }
    }
}
