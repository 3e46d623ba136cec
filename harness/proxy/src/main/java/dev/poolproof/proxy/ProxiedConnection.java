package dev.poolproof.proxy;

import dev.poolproof.model.fault.Ending;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.NetworkAction;
import dev.poolproof.model.history.Side;
import dev.poolproof.proxy.handler.Endings;
import dev.poolproof.proxy.handler.Leftovers;
import dev.poolproof.proxy.handler.Moments;
import dev.poolproof.proxy.handler.Signal;
import dev.poolproof.proxy.handler.Stations;
import dev.poolproof.proxy.handler.Timers;
import dev.poolproof.proxy.handler.Wire;
import dev.poolproof.proxy.kernel.Discard;
import dev.poolproof.proxy.kernel.Discards;
import dev.poolproof.proxy.protocol.ProtocolWatch;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One client's connection and the one to the server that belongs to it. Both sockets, and all
 * handlers of the path, live on one event loop; only there is anything but {@link #path} and {@link
 * #end(Ending)} called.
 *
 * <pre>
 * pipeline of the client's socket:
 * client ⇄ SocketEnd ⇄ KeepaliveWatcher ⇄ MomentTap ⇄ fault ⇄ fault ⇄ RelayHandler
 *                                                                        ⇅
 * server ⇄ SocketEnd ⇄ KeepaliveWatcher ⇄ MomentTap ⇄ RelayHandler, of the server's
 * </pre>
 */
final class ProxiedConnection implements Wire {
    private static final System.Logger LOG = System.getLogger(ProxiedConnection.class.getName());

    private final TcpProxy proxy;
    private final long number;
    private final Channel client;
    private final InetSocketAddress clientAddress;
    private final EventLoop loop;
    private final SocketEnd clientEnd = new SocketEnd(Side.CLIENT, this);
    private final SocketEnd serverEnd = new SocketEnd(Side.SERVER, this);
    private final Leftovers leftovers = new Leftovers(serverEnd::send);
    private final Promise<Void> gone;

    private final Draw draw;
    private final Traffic traffic = new Traffic();
    private final Timers timers = new Timers();
    private final Duration openedAt;
    private final Stations stations;
    private final Moments moments;
    private final KeepaliveWatchers watchers = new KeepaliveWatchers(this);
    private final Choice choice;
    private final Discards clientDiscards = new Discards(clientEnd::channel);
    private final Discards serverDiscards = new Discards(serverEnd::channel);
    private int connectHolds;
    private boolean started;
    private boolean connecting; // to the server, or connected
    private boolean aborted;

    ProxiedConnection(TcpProxy proxy, long number, Channel client, EventLoop loop) {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
        this.clientAddress = addressOf(client);
        this.loop = loop;
        this.gone = loop.newPromise();
        this.draw = new Draw(proxy.seed(), number);
        this.choice = new Choice(draw, clientAddress, this);
        this.openedAt = proxy.now();
        this.stations = new Stations(proxy.handlers(), this);
        this.moments = new Moments(this, stations);
    }

    /** Succeeds when both sockets are closed. */
    Future<Void> gone() {
        return gone;
    }

    /** Builds the client's pipeline, and connects to the server. */
    void start() {
        record(NetworkAction.ACCEPTED, Side.CLIENT, null, 0);
        client.config().setRecvByteBufAllocator(clientEnd.splice());
        client.pipeline().addLast(clientEnd);
        if (!proxy.rewriting().isNone()) {
            client.pipeline().addLast(new MysqlRewriter(proxy.rewriting()));
        }
        client.pipeline().addLast(new RelayHandler(Side.CLIENT, this, serverEnd));
        client.closeFuture().addListener(closed -> finishIfClosed());
        if (aborted) {
            clientEnd.reset();
        } else {
            install(proxy.path());
            started = true;
            connectIfFree();
        }
    }

    /** Puts other hops on the path; done when they are in place. Any thread. */
    Future<?> path(List<Hop> hops) {
        return loop.submit(() -> install(hops));
    }

    /**
     * Ends the sockets that {@code how} tells; what has not been passed on yet is lost. Any thread.
     */
    void end(Ending how) {
        loop.execute(
                () -> {
                    aborted = true; // should the client's socket not be registered yet
                    end(clientEnd, Endings.towards(Side.CLIENT, how));
                    end(serverEnd, Endings.towards(Side.SERVER, how));
                });
    }

    private static void end(SocketEnd end, @Nullable Signal signal) {
        if (signal == Signal.RST) {
            end.reset();
        } else if (signal == Signal.FIN) {
            end.close();
        }
    }

    /** The socket of {@code side} is connected. */
    void active(Side side) {
        discards(side).applyAny();
        spliceIfPlain();
        readOn(side);
    }

    /** Reads from {@code side}, unless it is paused or the other side has enough. */
    void readOn(Side side) {
        if (end(side.other()).isCongested()) {
            end(side).hold();
        } else {
            end(side).read();
        }
    }

    /** What the connection is doing; done on its event loop. Any thread. */
    Future<ConnectionState> state() {
        return loop.submit(
                () -> {
                    long nowNanos = System.nanoTime();
                    return new ConnectionState(
                            number,
                            clientAddress,
                            openedAt,
                            Duration.ofNanos(nowNanos - traffic.openedNanos()),
                            Duration.ofNanos(nowNanos - traffic.lastNanos()),
                            traffic.fromClient(),
                            traffic.fromServer(),
                            traffic.keepalives(),
                            timers.pending(),
                            stations.describe(HopState::new));
                });
    }

    Volume volume() {
        return proxy.volume();
    }

    long number() {
        return number;
    }

    @Override
    public void record(
            NetworkAction action,
            @Nullable Side side,
            @Nullable String hop,
            long bytes,
            @Nullable String detail) {
        traffic.note(action, side, bytes);
        if (proxy.isObserved()) {
            proxy.record(
                    new HistoryEvent.Network(
                            proxy.now(), number, action, side, hop, bytes, detail));
        }
    }

    @Override
    public RandomGenerator random(String hop) {
        return draw.random(hop);
    }

    @Override
    public void lookForKeepalive() {
        watchers.look();
    }

    @Override
    public void pause(Side side) {
        end(side).pause();
    }

    @Override
    public void resume(Side side) {
        end(side).resume();
    }

    @Override
    public @Nullable Discard discard(Side from, double share) {
        return proxy.abilities().dropsPackets() ? discards(from).add(share) : null;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public Leftovers leftovers() {
        return leftovers;
    }

    @Override
    public boolean isDelivered(Side to) {
        return end(to).isDelivered();
    }

    @Override
    public boolean holdConnect() {
        if (!connecting) {
            connectHolds++;
        }
        return !connecting;
    }

    @Override
    public void releaseConnect() {
        connectHolds--;
        connectIfFree();
    }

    private void connectIfFree() {
        if (started && !connecting && connectHolds == 0 && client.isOpen()) {
            connecting = true;
            connect();
        }
    }

    private Discards discards(Side side) {
        return side == Side.CLIENT ? clientDiscards : serverDiscards;
    }

    private void connect() {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .channel(proxy.transport().socketType())
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0) // the kernel's own
                        .resolver(proxy.names())
                        .handler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel server) {
                                        startServer(server);
                                    }
                                });
        ChannelFuture connected = bootstrap.connect(proxy.upstream());
        connected.addListener(
                done -> {
                    if (done.isSuccess()) {
                        record(
                                NetworkAction.CONNECTED,
                                Side.SERVER,
                                null,
                                0,
                                "from port " + localPort(connected.channel()));
                    } else {
                        LOG.log(
                                Level.DEBUG,
                                () -> "connecting to " + proxy.upstream(),
                                done.cause());
                        record(NetworkAction.CONNECT_FAILED, Side.SERVER, null, 0);
                        clientEnd.reset();
                    }
                });
    }

    /** By which the server, and its log, know the connection. */
    private static int localPort(Channel server) {
        return server.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
    }

    private void startServer(Channel server) {
        server.config().setRecvByteBufAllocator(serverEnd.splice());
        server.pipeline()
                .addLast(
                        new UntilConnected(),
                        serverEnd,
                        new RelayHandler(Side.SERVER, this, clientEnd));
        server.closeFuture().addListener(closed -> finishIfClosed());
        tapped(Side.SERVER, server);
        watchers.watch(serverEnd, Side.SERVER);
    }

    private void install(List<Hop> hops) {
        // Before start there is nothing to change, and it takes the newest path; without a client
        // only a server is left, and no hop stands before it but those that still hold something.
        if (clientEnd.channel() == null || !client.isOpen()) {
            leftovers.release();
            return;
        }
        List<Hop> chosen = choice.of(hops);
        moments.watchFor(
                chosen, traffic.isUsed() ? ProtocolWatch.ofUsed() : ProtocolWatch.ofFresh());
        stations.change(client.pipeline(), tapped(Side.CLIENT, client), chosen);
        moments.tellUnseen();
        watchers.change(shortestLook());
        watchers.watch(clientEnd, Side.CLIENT);
        Channel server = serverEnd.channel();
        if (server != null && server.isOpen()) {
            tapped(Side.SERVER, server);
            watchers.watch(serverEnd, Side.SERVER);
        }
        spliceIfPlain();
        readOn(Side.CLIENT);
        readOn(Side.SERVER);
    }

    /** Has a socket tapped while that is needed; after which handler the path begins. */
    private ChannelHandlerContext tapped(Side side, Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        return moments.tap(side, pipeline, pipeline.context(end(side)));
    }

    private void spliceIfPlain() {
        if (stations.isEmpty() && proxy.rewriting().isNone()) {
            clientEnd.splice().allow(serverEnd);
            serverEnd.splice().allow(clientEnd);
        } else {
            clientEnd.splice().stop();
            serverEnd.splice().stop();
        }
    }

    /** How often the hops on the path want to know of keepalive probes; null for never. */
    private @Nullable Duration shortestLook() {
        return proxy.abilities().seesKeepalive() ? stations.shortestLook() : null;
    }

    /** Any address and port 0 for a client that is gone already. */
    private static InetSocketAddress addressOf(Channel client) {
        return client.remoteAddress() instanceof InetSocketAddress address
                ? address
                : new InetSocketAddress(0);
    }

    private SocketEnd end(Side side) {
        return side == Side.CLIENT ? clientEnd : serverEnd;
    }

    private void finishIfClosed() {
        if (!client.isOpen() && !serverEnd.isOpen() && !gone.isDone()) {
            leftovers.discard();
            record(NetworkAction.CLOSED, null, null, 0);
            proxy.gone(this);
            gone.setSuccess(null);
        }
    }
}
