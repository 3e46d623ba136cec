package dev.poolproof.runner.jvm;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Reports the lines that HikariCP logs. Works where Logback is the SLF4J provider. */
final class LogReports extends AppenderBase<ILoggingEvent> {
    private static final String LOGGER = "com.zaxxer.hikari";

    private final Reports reports;

    private LogReports(Reports reports) {
        this.reports = reports;
    }

    /** Keeps all logging away from standard output, which belongs to the protocol. */
    static void silence() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLoggerList().forEach(Logger::detachAndStopAllAppenders);
        }
    }

    /** Reports what is logged from now on. */
    static void begin(Reports reports) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Logger logger = context.getLogger(LOGGER);
            LogReports appender = new LogReports(reports);
            appender.setContext(context);
            appender.start();
            logger.setLevel(Level.INFO);
            logger.addAppender(appender);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        reports.write(
                "log",
                Map.of("level", event.getLevel().toString(), "line", event.getFormattedMessage()));
    }
}
