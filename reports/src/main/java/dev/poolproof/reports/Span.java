package dev.poolproof.reports;

import java.time.Duration;

/** A stretch of production time. */
record Span(Duration from, Duration to) {}
