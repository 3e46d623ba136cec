package dev.poolproof.runner.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.poolproof.model.Durations;
import dev.poolproof.model.TimeScale;
import dev.poolproof.model.candidate.TcpKeepalive;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a worker is told when it is started, through its environment.
 *
 * @param address where it connects, resolved: the path's address
 * @param database name of the database
 * @param user who connects
 * @param password of the user; may be empty
 * @param engine of the database: {@code postgresql}, {@code mysql}
 * @param table where it writes ids
 * @param name by which the database tells its sessions from others
 * @param settings as the candidate gives them; those with a unit are times
 * @param keepalive TCP keepalive of its sockets in production; {@code null} for none
 * @param scale by which times are divided
 */
public record WorkerRequest(
        InetSocketAddress address,
        String database,
        String user,
        String password,
        String engine,
        String table,
        String name,
        Map<String, String> settings,
        @Nullable TcpKeepalive keepalive,
        TimeScale scale) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public WorkerRequest {
        settings = Map.copyOf(settings);
    }

    /** The same worker elsewhere. */
    WorkerRequest at(InetSocketAddress other) {
        return new WorkerRequest(
                other, database, user, password, engine, table, name, settings, keepalive, scale);
    }

    /** The same worker with other settings. */
    WorkerRequest with(Map<String, String> other) {
        return new WorkerRequest(
                address, database, user, password, engine, table, name, other, keepalive, scale);
    }

    /** The variables that the worker finds in its environment. */
    Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("POOLPROOF_PROTOCOL", String.valueOf(Command.PROTOCOL));
        variables.put("POOLPROOF_HOST", address.getAddress().getHostAddress());
        variables.put("POOLPROOF_PORT", String.valueOf(address.getPort()));
        variables.put("POOLPROOF_DATABASE", database);
        variables.put("POOLPROOF_USER", user);
        variables.put("POOLPROOF_PASSWORD", password);
        variables.put("POOLPROOF_ENGINE", engine);
        variables.put("POOLPROOF_TABLE", table);
        variables.put("POOLPROOF_NAME", name);
        variables.put("POOLPROOF_TIME_SCALE", String.valueOf(scale.factor()));
        variables.put("POOLPROOF_SETTINGS", json(scaledSettings()));
        return variables;
    }

    private Map<String, Object> scaledSettings() {
        Map<String, Object> scaled = new TreeMap<>();
        settings.forEach((name, value) -> scaled.put(name, scaled(value)));
        if (keepalive != null) {
            TcpKeepalive kernel = keepalive.scaled(scale);
            scaled.put("keepalive.idle", (double) kernel.idle().toMillis());
            scaled.put("keepalive.interval", (double) kernel.interval().toMillis());
            scaled.put("keepalive.count", kernel.count());
        }
        return scaled;
    }

    /** A value with a unit is a time; all others mean the same at any time scale. */
    private Object scaled(String value) {
        return Durations.isDuration(value) ? millis(Durations.parse(value)) : value;
    }

    private double millis(Duration production) {
        return production.toNanos() / 1e6 / scale.factor();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value + " cannot be written as JSON", e);
        }
    }
}
