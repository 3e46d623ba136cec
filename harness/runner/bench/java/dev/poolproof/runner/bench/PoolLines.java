package dev.poolproof.runner.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;

import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The warnings that pools log, with the moment at which they do. */
final class PoolLines extends AppenderBase<ILoggingEvent> {
    private final List<Line> lines = new ArrayList<>();

    /** Starts to listen; everybody else may only warn. */
    static PoolLines listen() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        PoolLines lines = new PoolLines();
        lines.setContext(context);
        lines.start();
        Logger pool = context.getLogger("com.zaxxer.hikari");
        pool.setLevel(Level.WARN);
        pool.setAdditive(false);
        pool.addAppender(lines);
        return lines;
    }

    /** When a line was logged that has both texts, after a moment. */
    synchronized long at(String text, String whose, long afterNanos, long untilNanos)
            throws InterruptedException {
        Predicate<Line> wanted =
                line ->
                        line.atNanos() - afterNanos > 0
                                && line.text().contains(text)
                                && line.text().contains(whose);
        Waits.until(this, () -> lines.stream().anyMatch(wanted), untilNanos);
        return lines.stream().filter(wanted).findFirst().orElseThrow().atNanos();
    }

    /** How many lines have a text. */
    synchronized long count(String text) {
        return lines.stream().filter(line -> line.text().contains(text)).count();
    }

    @Override
    protected void append(ILoggingEvent event) {
        long now = System.nanoTime();
        synchronized (this) {
            lines.add(new Line(now, event.getFormattedMessage()));
            notifyAll();
        }
    }

    private record Line(long atNanos, String text) {}
}
