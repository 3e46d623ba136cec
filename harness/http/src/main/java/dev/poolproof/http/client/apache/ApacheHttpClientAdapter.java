package dev.poolproof.http.client.apache;

import dev.poolproof.http.client.Answer;
import dev.poolproof.http.client.BodyReader;
import dev.poolproof.http.client.HttpClientAdapter;
import dev.poolproof.http.client.Received;
import dev.poolproof.http.client.Upload;
import dev.poolproof.http.client.UploadFraming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;

/** Apache HttpClient 5, the blocking one. */
public final class ApacheHttpClientAdapter implements HttpClientAdapter {
    private final CloseableHttpClient client = HttpClients.createDefault();

    /** Called through reflection. */
    public ApacheHttpClientAdapter() {}

    @Override
    public Answer download(URI uri, BodyReader reader) {
        return send(new HttpGet(uri), new Received(reader));
    }

    @Override
    public Answer upload(Upload upload) {
        HttpPost post = new HttpPost(upload.uri());
        post.setEntity(
                new InputStreamEntity(
                        upload.body(),
                        upload.framing() == UploadFraming.CHUNKED ? -1 : upload.length(),
                        ContentType.parse(upload.contentType())));
        post.setConfig(
                RequestConfig.custom()
                        .setExpectContinueEnabled(upload.framing() == UploadFraming.EXPECT_CONTINUE)
                        .build());
        return send(post, new Received(BodyReader.FAST));
    }

    private Answer send(HttpUriRequestBase request, Received received) {
        try {
            return client.execute(
                    request,
                    response -> {
                        received.status(response.getCode());
                        HttpEntity entity = response.getEntity();
                        if (entity != null) {
                            try (InputStream body = entity.getContent()) {
                                received.all(body);
                            }
                        }
                        return received.whole();
                    });
        } catch (IOException e) {
            return received.broken(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
