package dev.poolproof.proxy.tls;

import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Watches both directions of one connection for TLS's records, whatever begins it. */
public final class TlsScanner {
    /** So many reads may begin inside a record before it is said that there are none. */
    private static final int PATIENCE = 8;

    private final TlsListener listener;
    private final TlsRecordReader client = new TlsRecordReader(new Found(Side.CLIENT));
    private final TlsRecordReader server = new TlsRecordReader(new Found(Side.SERVER));
    private final TlsOpening opening = new TlsOpening();
    private TlsProgress progress = new TlsProgress(false);
    private boolean found;
    private boolean asked;
    private int misses;

    public TlsScanner(TlsListener listener) {
        this.listener = listener;
    }

    /** Something has been read from {@code from}; it is left as it is. */
    public void scan(Side from, ByteBuf bytes) {
        int index = bytes.readerIndex();
        int end = bytes.writerIndex();
        TlsRecordReader reader = reader(from);
        if (opening.isOpen()) {
            int after =
                    from == Side.CLIENT
                            ? opening.client(bytes, index, end)
                            : opening.server(bytes, index, end);
            if (opening.hasAsked() && !asked) {
                asked = true;
                listener.step(TlsStep.SSL_REQUEST, reader.position());
            }
            if (opening.isTls()) {
                found = true;
                progress = new TlsProgress(true);
                client.start();
                server.start();
            }
            reader.skip(after - index);
            index = after;
        }
        if (opening.isPlain()) {
            reader.skip(end - index);
        } else {
            reader.read(bytes, index, end);
        }
        if (!found && !opening.isOpen()) {
            misses++;
        }
    }

    /** Why records cannot be seen here; null if they can be, or may yet. */
    public @Nullable String unseen() {
        if (opening.isPlain()) {
            return opening.whyPlain();
        }
        return !found && misses >= PATIENCE ? "no record of TLS was found" : null;
    }

    /** Whether records are seen, but not from the handshake's first. */
    public boolean isLate() {
        return found && progress.isLate();
    }

    /** How many bytes have come from {@code from}. */
    public long position(Side from) {
        return reader(from).position();
    }

    /** Whether it is known where in what {@code from} sends the records lie. */
    public boolean isInStep(Side from) {
        return reader(from).isInStep();
    }

    /** Whether the next byte of {@code from} begins a record. */
    public boolean isBetweenRecords(Side from) {
        return reader(from).isBetweenRecords();
    }

    private TlsRecordReader reader(Side from) {
        return from == Side.CLIENT ? client : server;
    }

    /** Passes on what the reader of one side finds. */
    private final class Found implements TlsRecordReader.Sink {
        private final Side from;

        Found(Side from) {
            this.from = from;
        }

        @Override
        public void begins(int type, long at) {
            found = true;
            TlsStep step = progress.begins(from, type);
            if (step != null) {
                listener.step(step, at);
            }
            listener.begins(from, at);
        }

        @Override
        public void header(int type, int length, long payloadAt) {
            int application = progress.header(from, type, length);
            listener.payload(from, new TlsRecord(type, length, payloadAt, application));
        }

        @Override
        public void payload(ByteBuf bytes, int index, int count) {
            progress.payload(from, bytes, index, count);
        }
    }
}
