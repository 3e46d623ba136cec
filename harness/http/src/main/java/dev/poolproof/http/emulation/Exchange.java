package dev.poolproof.http.emulation;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponse;
import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** One request on its way to the upstream, and the response on its way back. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is seen by the handlers
final class Exchange implements ResponsePipe.Owner {
    /** nginx reads into buffers of this size. */
    private static final int READ = 4096;

    private final EmulatedServer server;
    private final long number;
    private final ClientRequest request;
    private final Channel client;
    private final Runnable answered;
    private final ResponsePipe pipe;
    private final Spool spool;
    private @Nullable UpstreamHandler upstream;
    private @Nullable ResponseHead head;
    private @Nullable AnswerCopy copy;
    private String lostBefore = "";
    private boolean reused;
    private boolean fromCache;
    private long received;
    private boolean ended;
    private boolean early;
    private boolean over;

    /**
     * An exchange of the connection with this {@code number}.
     *
     * @param answered called when the connection may carry another
     */
    Exchange(
            EmulatedServer server,
            long number,
            ClientRequest request,
            Channel client,
            Runnable answered) {
        this.server = server;
        this.number = number;
        this.request = request;
        this.client = client;
        this.answered = answered;
        this.pipe = new ResponsePipe(client, server.settings(), this);
        this.spool = new Spool(server, text -> log("warn", text));
    }

    /** Answers from the cache, or asks the upstream. */
    void begin() {
        KeptAnswer known = server.answers().find(request);
        if (known == null) {
            connect();
            return;
        }
        fromCache = true;
        ResponseHead read = new ResponseHead(known.head(), request);
        head = read;
        known.giveTo(pipe, read);
        ended = true;
        pipe.drain();
    }

    /** Sends the request over a connection that was kept, or over a new one. */
    private void connect() {
        UpstreamHandler kept = server.kept().take();
        reused = kept != null;
        if (kept == null) {
            open();
        } else {
            upstream = kept;
            kept.carry(this);
            send(kept);
        }
    }

    private void send(UpstreamHandler connection) {
        connection.write(UpstreamRequest.of(request, "origin", server.settings().upstream()));
    }

    private void open() {
        server.connections().incrementAndGet();
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(READ))
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        server.settings().times().connectMillis())
                .handler(handlers())
                .connect(server.origin())
                .addListener(
                        (ChannelFutureListener)
                                done -> {
                                    if (!done.isSuccess()) {
                                        notConnected(done.cause());
                                    } else if (upstream != null) {
                                        send(upstream);
                                    }
                                });
    }

    private void notConnected(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            failed(
                    "upstream timed out (110: Connection timed out) while connecting to upstream",
                    StatusPage.GATEWAY_TIMEOUT);
        } else if (cause instanceof ConnectException) {
            failed(
                    "connect() failed (111: Connection refused) while connecting to upstream",
                    StatusPage.BAD_GATEWAY);
        } else if (!over) { // a client that has gone has the connection closed before it is made
            broken(cause);
        }
    }

    private ChannelInitializer<SocketChannel> handlers() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                UpstreamHandler connection = new UpstreamHandler(server, channel);
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(
                                        new HttpDecoderConfig().setMaxChunkSize(READ),
                                        false,
                                        false),
                                connection);
                upstream = connection;
                connection.carry(Exchange.this);
            }
        };
    }

    /** The upstream's header has come. */
    void head(HttpResponse response) {
        ResponseHead read = new ResponseHead(response, request);
        head = read;
        copy = server.answers().copy(request, response);
        if (copy == null) {
            pipe.header(read.text());
            pipe.drain();
        }
    }

    /** Bytes of the upstream's body have come. */
    void body(ByteBuf bytes) {
        ResponseHead read = head;
        if (over || ended || read == null || read.isBodiless() || !bytes.isReadable()) {
            return;
        }
        if (!isCopied(read, bytes)) {
            return;
        }
        received += bytes.readableBytes();
        pipe.add(read.framed(bytes.retainedDuplicate()));
        if (copy == null
                && pipe.isWaiting()
                && received != read.length()
                && spool.isNeeded(pipe.held())) {
            overflow();
        }
    }

    /** Whether all is well with bytes on their way through the cache, if that is their way. */
    private boolean isCopied(ResponseHead read, ByteBuf bytes) {
        AnswerCopy into = copy;
        if (into == null) {
            return true;
        }
        String failure = spool.takeAll(bytes.readableBytes());
        if (failure != null) {
            abort(failure);
            return false;
        }
        if (received == 0) {
            pipe.header(read.text());
        }
        into.add(bytes);
        return true;
    }

    private void overflow() {
        if (spool.isAtItsEnd()) {
            read(false);
            return;
        }
        String failure = spool.takeFrom(pipe.held());
        if (failure != null) {
            abort(failure);
        }
    }

    /** The upstream has sent all of its answer. */
    void end() {
        ResponseHead read = head;
        if (over || ended || read == null) {
            return;
        }
        if (received == 0 && !isCopied(read, Unpooled.EMPTY_BUFFER)) {
            return;
        }
        ended = true;
        if (copy != null) {
            copy.keep();
        }
        if (read.isChunked()) {
            pipe.add(read.lastChunk());
        }
        UpstreamHandler from = upstream;
        if (from != null && read.leavesUpstreamOpen()) {
            upstream = null;
            from.release();
        }
        pipe.drain();
    }

    /**
     * The upstream fails before its answer is whole, for the reason that nginx logs. The client
     * gets what the kernel or a write has already, and nothing of the rest.
     */
    void failed(String text, StatusPage page) {
        lost(text, page, true);
    }

    /** The upstream has closed before its answer was whole. The client gets all that has come. */
    void closed() {
        lostConnection("upstream prematurely closed connection while reading " + reading(), false);
    }

    /** The upstream has reset the connection before its answer was whole. */
    void reset() {
        String call = head == null ? "recv()" : "readv()";
        lostConnection(
                "%s failed (104: Connection reset by peer) while reading %s"
                        .formatted(call, reading()),
                true);
    }

    /** An old connection may have ended while the request was on its way: that is sent again. */
    private void lostConnection(String text, boolean dropsHeld) {
        boolean again =
                !over
                        && head == null
                        && reused
                        && server.settings().upstream().repeats(request.head().method());
        if (again) {
            log("error", text);
            lostBefore += StatusPage.BAD_GATEWAY.code() + ", ";
            closeUpstream();
            connect();
        } else {
            lost(text, StatusPage.BAD_GATEWAY, dropsHeld);
        }
    }

    private void lost(String text, StatusPage page, boolean dropsHeld) {
        if (over || ended) {
            return;
        }
        if (head == null) {
            over = true;
            log("error", text);
            access(page.code(), page.length(request), Integer.toString(page.code()), "OK");
            String connection = request.isKeptAlive() ? "keep-alive" : "close";
            client.writeAndFlush(page.answer(request, connection)).addListener(done -> release());
        } else {
            log("error", text);
            early = true;
            ended = true;
            closeUpstream();
            if (dropsHeld) {
                pipe.drop();
            }
            pipe.drain();
        }
    }

    /** The emulation itself went wrong: whatever is seen from here on is not nginx's. */
    void broken(Throwable cause) {
        server.logs().fault(cause);
        over = true;
        pipe.close();
        spool.close();
        closeUpstream();
        client.close();
    }

    /** The upstream sends nothing. */
    void timedOut() {
        UpstreamHandler from = upstream;
        if (from != null && from.isRead()) {
            failed(
                    "upstream timed out (110: Connection timed out) while reading " + reading(),
                    StatusPage.GATEWAY_TIMEOUT);
        }
    }

    /** How the log calls what is being read. */
    String reading() {
        return head == null ? "response header from upstream" : "upstream";
    }

    @Override
    public void drained() {
        read(true);
        ResponseHead read = head;
        if (ended && !over && read != null) {
            over = true;
            spool.close();
            access(read.code(), pipe.sentBody(), upstreamStatus(), "OK");
            release();
        }
    }

    /** The client has left: the upstream is told. */
    @Override
    public void clientGone() {
        ResponseHead read = head;
        if (!over) {
            over = true;
            access(read == null ? 499 : read.code(), pipe.sentBody(), upstreamStatus(), "");
            pipe.close();
            spool.close();
            closeUpstream();
        }
    }

    /** What nginx does when its temporary file cannot be written: nobody is told an error. */
    private void abort(String failed) {
        over = true;
        log("crit", failed + " while reading upstream");
        UpstreamHandler from = upstream;
        if (from != null) {
            from.reset(); // its bytes are unread: RST
        }
        ResponseHead read = head;
        access(read == null ? 0 : read.code(), pipe.sentBody(), upstreamStatus(), "");
        pipe.close();
        spool.close();
        client.close();
    }

    private void release() {
        closeUpstream();
        ResponseHead read = head;
        if (early || !request.isKeptAlive() || (read != null && read.endsWithConnection())) {
            client.close();
        } else {
            answered.run();
        }
    }

    private void closeUpstream() {
        UpstreamHandler from = upstream;
        if (from != null) {
            from.close();
        }
    }

    private void read(boolean on) {
        UpstreamHandler from = upstream;
        if (from != null) {
            from.read(on);
        }
    }

    private void log(String level, String text) {
        server.logs().error(level, number, text, request, server.upstream(request));
    }

    private String upstreamStatus() {
        ResponseHead read = head;
        return read == null || fromCache ? "-" : Integer.toString(read.code());
    }

    private void access(int status, long bytes, String upstreamStatus, String completion) {
        server.logs().access(request, status, bytes, lostBefore + upstreamStatus, completion);
    }
}
