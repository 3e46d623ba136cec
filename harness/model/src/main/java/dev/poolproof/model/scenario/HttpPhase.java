package dev.poolproof.model.scenario;

import static dev.poolproof.model.Checks.atLeast;
import static dev.poolproof.model.Checks.notNegative;
import static java.util.Objects.requireNonNull;

import dev.poolproof.model.ByteSize;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.fault.Default;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A phase in which HTTP clients ask for something. */
public sealed interface HttpPhase extends Phase {
    /**
     * Each client downloads one file, all at the same time.
     *
     * @param clients 1 or more
     * @param size of the file
     * @param speed at which the client reads
     * @param framing {@code content-length} or {@code chunked}
     */
    record Download(
            @Default("1") int clients,
            ByteSize size,
            @Default("fast") Pace speed,
            @Default("content-length") Framing framing)
            implements HttpPhase {
        public Download {
            atLeast("clients", 1, clients);
            requireNonNull(size, "size");
            requireNonNull(speed, "speed");
            notExpected(framing);
        }

        @Override
        public Duration lasts() {
            return speed.of(size);
        }

        @Override
        public String describe() {
            return "download: %d clients, %s, %s, %s"
                    .formatted(clients, size, speed, Names.of(framing));
        }
    }

    /**
     * Each combination of a size, a speed and a framing is downloaded once, all at the same time.
     *
     * @param sizes of the files; at least one
     * @param speeds at which clients read; at least one
     * @param framings {@code content-length}, {@code chunked} or both
     */
    record Downloads(
            List<ByteSize> sizes,
            @Default("[fast]") List<Pace> speeds,
            @Default("[content-length]") Set<Framing> framings)
            implements HttpPhase {
        public Downloads {
            sizes = List.copyOf(sizes);
            speeds = List.copyOf(speeds);
            framings = new LinkedHashSet<>(framings);
            atLeast("sizes", 1, sizes.size());
            atLeast("speeds", 1, speeds.size());
            atLeast("framings", 1, framings.size());
            framings.forEach(HttpPhase::notExpected);
        }

        @Override
        public List<Phase> parts() {
            List<Phase> parts = new ArrayList<>();
            for (ByteSize size : sizes) {
                for (Pace speed : speeds) {
                    framings.forEach(framing -> parts.add(new Download(1, size, speed, framing)));
                }
            }
            return parts;
        }

        @Override
        public Duration lasts() {
            return longest(parts());
        }

        @Override
        public String describe() {
            return "downloads: %s; %s; %s".formatted(words(sizes), words(speeds), names(framings));
        }
    }

    /**
     * One file of each size is uploaded in each framing, all at the same time.
     *
     * @param sizes of the files; at least one
     * @param framings at least one
     */
    record Uploads(List<ByteSize> sizes, @Default("[content-length]") Set<Framing> framings)
            implements HttpPhase {
        public Uploads {
            sizes = List.copyOf(sizes);
            framings = new LinkedHashSet<>(framings);
            atLeast("sizes", 1, sizes.size());
            atLeast("framings", 1, framings.size());
        }

        @Override
        public List<Phase> parts() {
            List<Phase> parts = new ArrayList<>();
            for (ByteSize size : sizes) {
                framings.forEach(framing -> parts.add(new Upload(1, size, framing)));
            }
            return parts;
        }

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        @Override
        public String describe() {
            return "uploads: %s; %s".formatted(words(sizes), names(framings));
        }
    }

    /**
     * Each client uploads one file, all at the same time.
     *
     * @param clients 1 or more
     * @param size of the file
     */
    record Upload(
            @Default("1") int clients, ByteSize size, @Default("content-length") Framing framing)
            implements HttpPhase {
        public Upload {
            atLeast("clients", 1, clients);
            requireNonNull(size, "size");
            requireNonNull(framing, "framing");
        }

        @Override
        public Duration lasts() {
            return Duration.ZERO;
        }

        @Override
        public String describe() {
            return "upload: %d clients, %s, %s".formatted(clients, size, Names.of(framing));
        }
    }

    /**
     * Each client asks once for what the application takes its time for.
     *
     * @param clients 1 or more
     * @param headersAfter how long the application takes until it answers
     * @param bodyAfter how long the body takes from then on
     */
    record SlowResponse(
            @Default("1") int clients, Duration headersAfter, @Default("0s") Duration bodyAfter)
            implements HttpPhase {
        public SlowResponse {
            atLeast("clients", 1, clients);
            notNegative("headers-after", headersAfter);
            notNegative("body-after", bodyAfter);
        }

        @Override
        public Duration lasts() {
            return headersAfter.plus(bodyAfter);
        }

        @Override
        public String describe() {
            return "slow response: %d clients, headers after %s, body after %s"
                    .formatted(clients, Durations.print(headersAfter), Durations.print(bodyAfter));
        }
    }

    private static void notExpected(Framing framing) {
        if (framing == Framing.EXPECT_CONTINUE) {
            throw new IllegalArgumentException(
                    "framing must be content-length or chunked, was expect-continue");
        }
    }

    private static Duration longest(List<Phase> parts) {
        return parts.stream()
                .map(Phase::lasts)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private static String words(List<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static String names(Set<Framing> framings) {
        return Stream.of(Framing.values())
                .filter(framings::contains)
                .map(Names::of)
                .collect(Collectors.joining(", "));
    }
}
