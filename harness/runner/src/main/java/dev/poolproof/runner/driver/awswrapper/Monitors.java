package dev.poolproof.runner.driver.awswrapper;

import software.amazon.jdbc.cleanup.CanReleaseResources;
import software.amazon.jdbc.plugin.OpenedConnectionTracker;
import software.amazon.jdbc.util.CoreServicesContainer;
import software.amazon.jdbc.util.events.BatchingEventPublisher;

/**
 * Ends threads of the driver, which watch hosts and clusters for minutes after the last connection
 * to them was closed.
 */
public final class Monitors {
    private Monitors() {}

    /** Ends those that watch something; waits until they have ended. */
    public static void end() {
        CoreServicesContainer.getInstance().getMonitorService().stopAndRemoveAll();
    }

    /**
     * Ends those and the threads that serve them, for good. {@code Driver.releaseResources} would
     * do the same, but wants classes of the AWS SDK.
     */
    public static void release() {
        CoreServicesContainer services = CoreServicesContainer.getInstance();
        services.getMonitorService().releaseResources();
        if (services.getStorageService() instanceof CanReleaseResources storage) {
            storage.releaseResources();
        }
        BatchingEventPublisher.releaseResources();
        OpenedConnectionTracker.releaseResources();
    }
}
