package dev.poolproof.runner.workload;

import dev.poolproof.runner.recording.CellClock;
import java.time.Duration;

/** Where the clients of a phase wait for one another, again and again, but not for ever. */
final class Meeting {
    /** How often those who wait look up, in wall time. */
    private static final long TICK_NANOS = 1_000_000;

    private final int clients;
    private final Duration patience;
    private final CellClock clock;
    private final Runnable met;
    private int waiting;
    private int rounds;

    /**
     * @param patience how long each waits at most, in production time
     * @param met is called by each client that has met all others
     */
    Meeting(int clients, Duration patience, CellClock clock, Runnable met) {
        this.clients = clients;
        this.patience = patience;
        this.clock = clock;
        this.met = met;
    }

    /** Waits until all clients are here, or for as long as it waits at most. */
    void arrive() throws InterruptedException {
        Duration until = clock.now().plus(patience);
        Duration tick = clock.scale().toProduction(TICK_NANOS);
        int round = enter();
        boolean goesOn = true;
        while (goesOn && !isOver(round) && clock.now().compareTo(until) < 0) {
            goesOn = clock.waitUntil(clock.now().plus(tick));
        }
        if (leave(round)) {
            met.run();
        }
    }

    private synchronized int enter() {
        int round = rounds;
        waiting++;
        if (waiting == clients) {
            waiting = 0;
            rounds++;
        }
        return round;
    }

    private synchronized boolean isOver(int round) {
        return rounds > round;
    }

    /** Whether all others were there. */
    private synchronized boolean leave(int round) {
        if (rounds > round) {
            return true;
        }
        waiting--;
        return false;
    }
}
