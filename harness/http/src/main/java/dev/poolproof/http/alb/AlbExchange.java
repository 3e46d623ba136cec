package dev.poolproof.http.alb;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One request on its way to the target, and its answer on the way back. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails is seen by the handlers
final class AlbExchange {
    /** Who the exchange is for. */
    interface Client {
        Channel channel();

        /** Counted from 1. */
        long number();

        /** Whether this answer is the connection's last for its age. */
        boolean isTooOld();

        /** The answer is written, and the request was read whole. */
        void done(boolean kept);
    }

    private enum State {
        CONNECTING,
        WAITING,
        ANSWERING,
        OVER
    }

    private final AlbServer server;
    private final Client client;
    private final HttpRequest request;
    private final AnswerHead answerHead;
    private final Deque<HttpContent> early = new ArrayDeque<>();
    private State state = State.CONNECTING;
    private @Nullable TargetConnection target;
    private boolean requestIsWhole;
    private boolean informational;

    AlbExchange(AlbServer server, Client client, HttpRequest request) {
        this.server = server;
        this.client = client;
        this.request = request;
        this.answerHead = new AnswerHead(request);
    }

    void begin() {
        Heads.toTarget(request, client.channel());
        InetSocketAddress address = server.target();
        if (address == null) {
            failed(AlbReason.NO_TARGET);
            return;
        }
        TargetConnection kept = server.pool().take();
        if (kept == null) {
            connect(address);
        } else {
            engage(kept);
        }
    }

    private void connect(InetSocketAddress address) {
        long millis = Math.max(1, server.settings().connectTimeout().toMillis());
        new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) millis)
                .handler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                channel.pipeline()
                                        .addLast(
                                                server.idleWatch(),
                                                new HttpClientCodec(4096, 32 << 10, 8192),
                                                new TargetConnection(server, address, channel));
                            }
                        })
                .connect(address)
                .addListener((ChannelFutureListener) this::connected);
    }

    private void connected(ChannelFuture done) {
        if (done.isSuccess()) {
            TargetConnection made = done.channel().pipeline().get(TargetConnection.class);
            if (state == State.OVER) { // the client has left meanwhile
                made.release();
            } else {
                engage(made);
            }
        } else if (state != State.OVER) {
            failed(
                    done.cause() instanceof ConnectTimeoutException
                            ? AlbReason.TARGET_UNREACHABLE
                            : AlbReason.TARGET_REFUSED);
        }
    }

    private void engage(TargetConnection connection) {
        state = State.WAITING;
        target = connection;
        connection.carry(this);
        connection.write(request);
        for (HttpContent part = early.poll(); part != null; part = early.poll()) {
            connection.write(part);
        }
        readRequest();
    }

    /** Bytes of the request's body have come, which are owned by this from now on. */
    void body(HttpContent part) {
        requestIsWhole = part instanceof LastHttpContent;
        TargetConnection to = target;
        if (state == State.OVER) {
            part.release();
            if (requestIsWhole) {
                client.done(answerHead.isKept());
            }
        } else if (to == null) {
            early.add(part);
            readRequest();
        } else {
            to.write(part);
            readRequest();
        }
    }

    /** Whether what the client sends belongs to its next request. */
    boolean hasWholeRequest() {
        return requestIsWhole;
    }

    /** The target takes bytes again, or does not. */
    void targetWritable() {
        readRequest();
    }

    /** A client is not heard of while it is not read; so a request that is whole stops nothing. */
    private void readRequest() {
        TargetConnection to = target;
        boolean taken = state == State.OVER || (to != null && to.isWritable());
        client.channel().config().setAutoRead(requestIsWhole || taken);
    }

    /** The client takes bytes again, or does not. */
    void clientWritable() {
        TargetConnection from = target;
        if (from != null) {
            from.read(client.channel().isWritable());
        }
    }

    /** The target's header has come. */
    void head(HttpResponse response) {
        if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            informational = true; // the client has had its own
            return;
        }
        state = State.ANSWERING;
        answerHead.passOn(response, client.isTooOld());
        client.channel().writeAndFlush(response);
    }

    /** A part of the target's body has come, which is owned by this from now on. */
    void answer(HttpContent part, boolean last) {
        if (state != State.ANSWERING) {
            part.release();
            informational = informational && !last;
            return;
        }
        client.channel().writeAndFlush(part);
        if (last) {
            leaveTarget();
            if (client.isTooOld()) {
                server.tell(client.number(), AlbReason.CLIENT_TOO_OLD, Duration.ZERO);
            }
            over();
        } else {
            clientWritable();
        }
    }

    /** The target's connection is used again if both sides are done with it. */
    private void leaveTarget() {
        TargetConnection from = target;
        target = null;
        if (from == null) {
            return;
        }
        if (requestIsWhole && answerHead.targetStays()) {
            from.release();
        } else {
            from.close(server.settings().targetEnd());
        }
    }

    /** No byte has passed between the load balancer and the target for the idle timeout. */
    void targetIdle() {
        TargetConnection from = target;
        if (requestIsWhole && from != null && from.isRead()) {
            failed(AlbReason.TARGET_SILENT);
        }
    }

    /** No byte has passed between the client and the load balancer for the idle timeout. */
    void clientIdle() {
        if (state == State.CONNECTING) {
            return; // its own timeout ends that
        }
        TargetConnection from = target;
        if (state == State.OVER || (from != null && !from.isRead())) {
            server.tell(client.number(), AlbReason.CLIENT_IDLE, server.settings().idleTimeout());
            abandon();
            state = State.OVER;
            Closing.close(client.channel(), server.settings().idleClientEnd());
        } else if (requestIsWhole) {
            failed(AlbReason.TARGET_SILENT);
        } else {
            answerHead.close();
            failed(AlbReason.REQUEST_UNFINISHED);
        }
    }

    /** The client's body is no HTTP. */
    void malformed() {
        answerHead.close();
        failed(AlbReason.REQUEST_MALFORMED);
    }

    /** There will be no answer from the target, or no more of it. */
    void failed(AlbReason reason) {
        if (state == State.OVER) {
            return;
        }
        TargetConnection from = target;
        server.tell(client.number(), reason, from == null ? Duration.ZERO : from.idleBefore());
        abandon();
        if (client.isTooOld() || state == State.ANSWERING) { // or nobody knew it is not whole
            answerHead.close();
        }
        if (state != State.ANSWERING) {
            client.channel().writeAndFlush(AlbPage.of(reason.status(), answerHead.isKept()));
        }
        over();
    }

    /** The client has closed its connection. */
    void clientGone() {
        if (state != State.OVER) {
            server.tell(client.number(), AlbReason.CLIENT_GONE, Duration.ZERO);
            abandon();
            state = State.OVER;
        }
    }

    private void abandon() {
        early.forEach(HttpContent::release);
        early.clear();
        TargetConnection from = target;
        target = null;
        if (from != null) {
            from.close(server.settings().targetEnd());
        }
    }

    private void over() {
        state = State.OVER;
        readRequest();
        if (requestIsWhole || !answerHead.isKept()) {
            client.done(answerHead.isKept());
        }
    }
}
