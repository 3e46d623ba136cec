package dev.poolproof.runner.recording;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.poolproof.model.history.HistoryEvent.PoolLogged;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Brings the lines that pools log into the histories of the cells they belong to. A line belongs to
 * the cell whose pool it names. Works where Logback is the SLF4J provider; elsewhere histories have
 * no pool lines.
 */
public final class PoolLogs implements AutoCloseable {
    private static final String LOGGER = "com.zaxxer.hikari";
    private static final Pattern POOL_NAME = Pattern.compile("poolproof-\\d+-[a-z0-9]+");

    private final Map<String, HistoryRecorder> recorders = new ConcurrentHashMap<>();
    private final Appender appender = new Appender();

    private PoolLogs() {}

    /** Starts to listen. */
    public static PoolLogs listen() {
        PoolLogs logs = new PoolLogs();
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (factory instanceof LoggerContext context) {
            Logger logger = context.getLogger(LOGGER);
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
            logs.appender.setContext(context);
            logs.appender.start();
            logger.addAppender(logs.appender);
        }
        return logs;
    }

    /** Sends the lines that name {@code pool} to {@code recorder} from now on. */
    public void route(String pool, HistoryRecorder recorder) {
        recorders.put(pool, recorder);
    }

    /** Ends {@link #route}. */
    public void forget(String pool) {
        recorders.remove(pool);
    }

    @Override
    public void close() {
        appender.stop();
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(LOGGER).detachAppender(appender);
        }
    }

    private final class Appender extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getFormattedMessage();
            Matcher pool = POOL_NAME.matcher(line);
            HistoryRecorder recorder = pool.find() ? recorders.get(pool.group()) : null;
            if (recorder != null) {
                recorder.add(
                        new PoolLogged(recorder.clock().now(), event.getLevel().toString(), line));
            }
        }
    }
}
