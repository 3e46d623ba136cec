package dev.poolproof.runner.workload;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.model.history.HistoryEvent.Answered;
import dev.poolproof.runner.recording.HistoryRecorder;
import java.net.URI;

/** An HTTP client in this JVM. */
final class HttpSubject extends Subject {
    private final HttpClientAdapter client;
    private final URI service;
    private final HistoryRecorder recorder;

    HttpSubject(HttpClientAdapter client, URI service, HistoryRecorder recorder) {
        this.client = client;
        this.service = service;
        this.recorder = recorder;
    }

    @Override
    void attempt(Task task, int number, Watch watch) throws HttpFailure {
        if (!(task instanceof HttpTask request)) {
            throw new IllegalStateException(task.name() + " needs a database");
        }
        Answer answer = request.request().send(client, service);
        Throwable thrown = answer.thrown();
        recorder.add(
                new Answered(
                        recorder.clock().now(),
                        number,
                        request.name(),
                        answer.status(),
                        answer.bytes(),
                        request.whole(),
                        thrown == null ? null : thrown.getClass().getSimpleName()));
        HttpFailure.check(answer, request.whole());
    }

    @Override
    void freeze() {
        throw new IllegalStateException("an HTTP client in this JVM cannot be stopped");
    }
}
