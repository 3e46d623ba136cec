package dev.poolproof.http.origin;

import dev.poolproof.http.TemporaryDirectory;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.apache.tomcat.util.modeler.Registry;

/**
 * The application behind nginx: an embedded Tomcat on a free port of loopback, with its storage.
 *
 * <ul>
 *   <li>{@code GET /download?bytes=N[&framing=chunked]}
 *   <li>{@code POST /upload}: {@code multipart/form-data} or any other body
 *   <li>{@code /slow?headers-after=2s&body-after=1s&bytes=N[&framing=chunked]}
 * </ul>
 *
 * <p>Thread-safe. Nothing of it is left when {@link #close} returns.
 */
public final class Origin implements Application {
    /** Kept, because the JDK drops loggers that nobody holds, with their level. */
    private static final Logger TOMCATS_OWN = Logger.getLogger("org.apache");

    private final Journal journal = new Journal();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Tomcat tomcat = new Tomcat();
    private final TemporaryDirectory home;
    private final StorageServer storage;

    private Origin(TemporaryDirectory home, StorageServer storage) {
        this.home = home;
        this.storage = storage;
    }

    /**
     * Starts it; it answers when this returns.
     *
     * @throws IOException if there is no free port, or no room for its temporary files
     */
    public static Origin start(OriginSettings settings) throws IOException {
        TOMCATS_OWN.setLevel(Level.SEVERE);
        Registry.disableRegistry(); // several Tomcats of one JVM would share the names of their
        // beans
        TomcatURLStreamHandlerFactory
                .disable(); // the JVM has room for one factory, and it is not ours
        TemporaryDirectory home = TemporaryDirectory.ofThisJvm("poolproof-origin-");
        Origin origin;
        try {
            origin = new Origin(home, StorageServer.start());
        } catch (IOException | RuntimeException e) {
            giveUp(home, e);
            throw e;
        }
        try {
            origin.run(settings);
            return origin;
        } catch (LifecycleException e) {
            giveUp(origin, e);
            throw new IOException("Tomcat does not start: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            giveUp(origin, e);
            throw e;
        }
    }

    private static void giveUp(AutoCloseable begun, Exception cause) {
        try {
            begun.close();
        } catch (Exception e) { // the cause says more
            cause.addSuppressed(e);
        }
    }

    private void run(OriginSettings settings) throws LifecycleException {
        settle(tomcat, home);
        tomcat.setConnector(connector(settings));
        StandardContext context = (StandardContext) tomcat.addContext("", null);
        // Looking for what an application leaves behind takes rights that the JVM does not give.
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        context.setClearReferencesThreadLocals(false);
        serve(context, "/download", new DownloadServlet(storage, journal));
        serve(context, "/slow", new SlowServlet(journal, stopped));
        serve(context, "/upload", new UploadServlet(journal))
                .setMultipartConfigElement(
                        new MultipartConfigElement(
                                home.path().toString(),
                                settings.multipartLimit(),
                                settings.multipartLimit(),
                                0));
        tomcat.start();
    }

    /** Tomcat tells the JVM where it is, and the next one would make that directory again. */
    private static synchronized void settle(Tomcat tomcat, TemporaryDirectory home) {
        boolean isFirst = System.getProperty(Globals.CATALINA_HOME_PROP) == null;
        tomcat.setBaseDir(home.path().toString());
        tomcat.getServer();
        if (isFirst) {
            System.clearProperty(Globals.CATALINA_HOME_PROP);
            System.clearProperty(Globals.CATALINA_BASE_PROP);
        }
    }

    private static Connector connector(OriginSettings settings) {
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setThrowOnFailure(true);
        connector.setProperty("address", InetAddress.getLoopbackAddress().getHostAddress());
        connector.setProperty(
                "keepAliveTimeout", Long.toString(settings.keepAliveTimeout().toMillis()));
        connector.setProperty("maxConnections", Integer.toString(settings.maxConnections()));
        String looksEvery = Long.toString(Math.max(1, settings.selectorTimeout().toMillis()));
        connector.setProperty("selectorTimeout", looksEvery);
        connector.setProperty("socket.timeoutInterval", looksEvery);
        return connector;
    }

    private static Wrapper serve(Context context, String path, HttpServlet servlet) {
        Wrapper wrapper = Tomcat.addServlet(context, path, servlet);
        wrapper.addMapping(path);
        return wrapper;
    }

    @Override
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
    }

    @Override
    public List<Served> served() {
        return journal.entries();
    }

    /** What it is, as {@code Tomcat 10.1.59}. */
    public static String version() {
        return ServerInfo.getServerInfo().replaceFirst("Apache Tomcat/", "Tomcat ");
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        } finally {
            storage.close();
            home.close();
        }
    }
}
