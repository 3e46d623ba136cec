package dev.poolproof.http.client;

import java.net.URI;

/**
 * One HTTP client with its connections, as an application keeps it. Implementations are defined
 * anew beside each version of the client, so they must have a public constructor with the client's
 * settings, a {@code Map<String, String>} as {@link HttpClientKind#settings} describes it, another
 * without parameters for the client as it comes, and may use, beside the client's own, only classes
 * of the JDK and of this package. Used by several threads at a time.
 */
public interface HttpClientAdapter extends AutoCloseable {
    /**
     * Gets {@code uri}, and reads its body as it comes.
     *
     * @param reader told of the bytes that have come so far; a slow client waits in it
     * @return what the client made of it; what it threw is in it
     */
    Answer download(URI uri, BodyReader reader);

    /**
     * Posts a file, and reads the answer.
     *
     * @return what the client made of it; what it threw is in it
     */
    Answer upload(Upload upload);

    /** Closes its connections. */
    @Override
    void close();
}
