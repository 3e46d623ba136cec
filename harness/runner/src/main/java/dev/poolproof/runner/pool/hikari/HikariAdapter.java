package dev.poolproof.runner.pool.hikari;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.poolproof.runner.pool.OpenPool;
import dev.poolproof.runner.pool.PoolAdapter;
import dev.poolproof.runner.pool.PoolProfile;
import dev.poolproof.runner.pool.PoolRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * HikariCP, any version from 4.0 on: settings go in as properties, so that no setter of one version
 * is named here.
 */
public final class HikariAdapter implements PoolAdapter {
    @Override
    public PoolProfile profile(PoolRequest request) {
        HikariConfig config;
        try {
            config = config(request);
            config.validate();
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(reason(e), e);
        }
        return new PoolProfile(
                config.getMaximumPoolSize(),
                config.getMinimumIdle(),
                effective(config),
                HikariTimers.of(config, request.version()));
    }

    @Override
    public OpenPool open(PoolRequest request) {
        return new OpenHikari(new HikariDataSource(config(request)));
    }

    /** What a setter says, which HikariCP's property reader wraps twice. */
    private static String reason(Throwable thrown) {
        return thrown.getCause() == null
                ? String.valueOf(thrown.getMessage())
                : reason(thrown.getCause());
    }

    private static HikariConfig config(PoolRequest request) {
        Properties properties = new Properties();
        properties.putAll(request.settings());
        HikariConfig config = new HikariConfig(properties);
        config.setPoolName(request.name());
        config.setJdbcUrl(request.url());
        config.setDataSourceProperties(request.connectionProperties());
        return config;
    }

    private static Map<String, String> effective(HikariConfig config) {
        Map<String, String> effective = new LinkedHashMap<>();
        effective.put("maximumPoolSize", String.valueOf(config.getMaximumPoolSize()));
        effective.put("minimumIdle", String.valueOf(config.getMinimumIdle()));
        effective.put("connectionTimeout", String.valueOf(config.getConnectionTimeout()));
        effective.put("validationTimeout", String.valueOf(config.getValidationTimeout()));
        effective.put("idleTimeout", String.valueOf(config.getIdleTimeout()));
        effective.put("maxLifetime", String.valueOf(config.getMaxLifetime()));
        effective.put("keepaliveTime", String.valueOf(config.getKeepaliveTime()));
        effective.put("leakDetectionThreshold", String.valueOf(config.getLeakDetectionThreshold()));
        return effective;
    }

    private record OpenHikari(HikariDataSource source) implements OpenPool {
        @Override
        public DataSource dataSource() {
            return source;
        }

        @Override
        public int connections() {
            return source.getHikariPoolMXBean().getTotalConnections();
        }

        @Override
        public void endConnections() {
            source.getHikariPoolMXBean().softEvictConnections();
        }

        @Override
        public void close() {
            source.close();
        }
    }
}
