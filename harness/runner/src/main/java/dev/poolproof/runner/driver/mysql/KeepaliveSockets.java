package dev.poolproof.runner.driver.mysql;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import dev.poolproof.runner.driver.KeepaliveSocketFactory;
import java.io.IOException;
import java.net.Socket;

/**
 * Sockets for Connector/J with TCP keepalive of given times. The driver passes nothing on to a
 * socket factory but properties that it knows, so the times come as one of the attributes that it
 * tells the server of itself.
 */
public final class KeepaliveSockets extends StandardSocketFactory {
    /** The attribute, among {@code connectionAttributes}, that has the times. */
    public static final String ATTRIBUTE = "_poolproof_keepalive";

    /** Called by the driver. */
    public KeepaliveSockets() {}

    @Override
    protected void configureSocket(Socket socket, PropertySet properties) throws IOException {
        super.configureSocket(socket, properties);
        String attributes =
                properties.getStringProperty(PropertyKey.connectionAttributes).getValue();
        for (String attribute : attributes.split(",", -1)) {
            if (attribute.startsWith(ATTRIBUTE + ":")) {
                KeepaliveSocketFactory.configure(
                        socket, attribute.substring(ATTRIBUTE.length() + 1));
            }
        }
    }
}
