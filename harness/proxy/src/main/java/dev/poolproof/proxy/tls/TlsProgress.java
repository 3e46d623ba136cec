package dev.poolproof.proxy.tls;

import dev.poolproof.model.fault.TlsStep;
import dev.poolproof.model.history.Side;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a connection's handshake is, and so which records hold the application's data. TLS 1.3
 * sends the end of its handshake as if it were data.
 */
final class TlsProgress {
    /**
     * Of a record with a client's Finished in TLS 1.3: 4 bytes of header, a hash of 32 or 48, the
     * type, and a tag of 16 or 8 (RFC 8446, 4.4.4 and 5.2); Java adds 16 zeros.
     */
    private static final Set<Integer> FINISHED_LENGTHS = Set.of(45, 53, 61, 69, 85);

    /** A client's last messages are at most Certificate, CertificateVerify and Finished. */
    private static final int FLIGHT = 3;

    private final boolean fromHello;
    private boolean clientBegan;
    private boolean clientAnswered;
    private boolean serverBegan;
    private boolean serverChose;
    private boolean tls13;
    private int clientFlight;
    private boolean clientFinished;
    private int clientData;
    private int serverData;
    private @Nullable ByteBuf hello; // of the server, as far as it has come
    private int helloLength;

    /**
     * @param fromHello false if the connection was seen only later: then all is data that looks so
     */
    TlsProgress(boolean fromHello) {
        this.fromHello = fromHello;
    }

    /** Whether the handshake was not seen from its first record on. */
    boolean isLate() {
        return !fromHello;
    }

    /** A record begins: the step that begins with it, null if none does. */
    @Nullable TlsStep begins(Side from, int type) {
        if (!fromHello) {
            return null;
        }
        if (from == Side.CLIENT && !clientBegan) {
            clientBegan = true;
            return TlsStep.CLIENT_HELLO;
        }
        if (from == Side.SERVER && !serverBegan) {
            serverBegan = true;
            return TlsStep.SERVER_HELLO;
        }
        // The ChangeCipherSpec of TLS 1.3 is for middleboxes (RFC 8446, D.4), and comes before the
        // server has sent all of its flight.
        boolean forMiddleboxes = tls13 && type == TlsRecord.CHANGE_CIPHER_SPEC;
        if (from == Side.CLIENT && serverChose && !clientAnswered && !forMiddleboxes) {
            clientAnswered = true;
            return TlsStep.CLIENT_FINISHED;
        }
        return null;
    }

    /** A header has come: which record of the sender's data it is, 0 if it is none. */
    int header(Side from, int type, int length) {
        boolean mayBeHello = fromHello && from == Side.SERVER && !serverChose;
        if (mayBeHello && type == TlsRecord.HANDSHAKE) {
            hello = Unpooled.buffer(length);
            helloLength = length;
        }
        if (type != TlsRecord.APPLICATION_DATA || length == 0 || isHandshake(from, length)) {
            return 0;
        }
        return from == Side.CLIENT ? ++clientData : ++serverData;
    }

    /** Bytes of a payload have come. */
    void payload(Side from, ByteBuf bytes, int index, int count) {
        if (from != Side.SERVER || hello == null) {
            return;
        }
        hello.writeBytes(bytes, index, count);
        if (hello.readableBytes() == helloLength) {
            TlsHello read = TlsHello.ofServer(hello);
            if (read != null && !read.isRetryRequest(hello)) {
                serverChose = true;
                tls13 = read.isTls13(hello);
            }
            hello = null;
        }
    }

    private boolean isHandshake(Side from, int length) {
        if (!tls13) {
            return false;
        }
        if (from == Side.SERVER) {
            return clientData == 0;
        }
        if (clientFinished) {
            return false;
        }
        clientFlight++;
        clientFinished = FINISHED_LENGTHS.contains(length) || clientFlight == FLIGHT;
        return true;
    }
}
