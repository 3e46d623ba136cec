package dev.poolproof.leak;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Has a run fail in which a buffer was collected before it was released. Found by JUnit itself. */
public final class LeakCheck implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        // The root's store is closed when all tests of the module are over.
        context.getRoot()
                .getStore(Namespace.create(LeakCheck.class))
                .getOrComputeIfAbsent(Leaks.class);
    }
}
