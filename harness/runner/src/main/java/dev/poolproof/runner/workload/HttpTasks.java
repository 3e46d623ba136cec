package dev.poolproof.runner.workload;

import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import dev.poolproof.model.ByteSize;
import dev.poolproof.model.Durations;
import dev.poolproof.model.Names;
import dev.poolproof.model.scenario.Framing;
import dev.poolproof.model.scenario.HttpPhase;
import dev.poolproof.model.scenario.Operation;
import dev.poolproof.model.scenario.Phase;
import dev.poolproof.runner.recording.CellClock;
import java.time.Duration;

/** Makes the tasks of one HTTP cell: the requests behind the words of scenario files. */
final class HttpTasks {
    private static final ByteSize SMALL = new ByteSize(1024);

    private final CellClock clock;

    HttpTasks(CellClock clock) {
        this.clock = clock;
    }

    HttpTask of(Phase phase) {
        if (phase instanceof Phase.Steady steady) {
            return of(steady.run());
        }
        if (phase instanceof Phase.Ramp ramp) {
            return of(ramp.run());
        }
        if (phase instanceof Phase.Burst burst) {
            return of(burst.run());
        }
        if (phase instanceof HttpPhase.Download download) {
            return download(download);
        }
        if (phase instanceof HttpPhase.Upload upload) {
            return upload(
                    "upload %s, %s".formatted(upload.size(), Names.of(upload.framing())),
                    upload.size(),
                    upload.framing());
        }
        if (phase instanceof HttpPhase.SlowResponse slow) {
            return slow(slow);
        }
        throw new IllegalStateException(phase.describe() + " has no clients");
    }

    private HttpTask of(Operation operation) {
        return switch (operation) {
            case GET ->
                    get(
                            Names.of(operation),
                            Duration.ZERO,
                            SMALL,
                            "/slow?bytes=" + SMALL.bytes(),
                            BodyReader.FAST);
            case POST -> upload(Names.of(operation), SMALL, Framing.CONTENT_LENGTH);
            case READ, WRITE, TRANSACTION, LONG_RESULT ->
                    throw new IllegalStateException(Names.of(operation) + " is a database's");
        };
    }

    private HttpTask download(HttpPhase.Download download) {
        boolean chunked = download.framing() == Framing.CHUNKED;
        return get(
                "download %s, %s%s"
                        .formatted(download.size(), download.speed(), chunked ? ", chunked" : ""),
                download.lasts(),
                download.size(),
                "/download?bytes=" + download.size().bytes() + (chunked ? "&framing=chunked" : ""),
                new PacedReader(download.speed(), clock));
    }

    private HttpTask slow(HttpPhase.SlowResponse slow) {
        return get(
                "slow-response",
                slow.lasts(),
                SMALL,
                "/slow?headers-after=%s&body-after=%s&bytes=%d"
                        .formatted(
                                wall(slow.headersAfter()), wall(slow.bodyAfter()), SMALL.bytes()),
                BodyReader.FAST);
    }

    private String wall(Duration production) {
        return Durations.print(clock.scale().toWall(production));
    }

    private static HttpTask get(
            String name, Duration lasts, ByteSize whole, String target, BodyReader reader) {
        return new HttpTask(
                name,
                lasts,
                whole.bytes(),
                (client, service) -> client.download(service.resolve(target), reader));
    }

    /** The application answers with the number of bytes that have arrived. */
    private static HttpTask upload(String name, ByteSize size, Framing framing) {
        UploadFraming its =
                switch (framing) {
                    case CONTENT_LENGTH -> UploadFraming.CONTENT_LENGTH;
                    case CHUNKED -> UploadFraming.CHUNKED;
                    case EXPECT_CONTINUE -> UploadFraming.EXPECT_CONTINUE;
                };
        return new HttpTask(
                name,
                Duration.ZERO,
                Long.toString(size.bytes()).length(),
                (client, service) ->
                        client.upload(new Upload(service.resolve("/upload"), size.bytes(), its)));
    }
}
