package dev.poolproof.runner.cell;

import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.runner.recording.HistoryRecorder;
import dev.poolproof.runner.workload.Instance;
import dev.poolproof.runner.workload.Subject;
import java.net.URI;

/** An HTTP client in this JVM. */
record HttpInstance(HttpClientAdapter client, URI service, HistoryRecorder recorder)
        implements Instance {
    @Override
    public Subject subject() {
        return Subject.of(client, service, recorder);
    }

    @Override
    public void close() {
        client.close();
    }
}
