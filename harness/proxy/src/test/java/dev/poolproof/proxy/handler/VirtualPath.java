package dev.poolproof.proxy.handler;

import dev.poolproof.model.fault.Fault;
import dev.poolproof.model.fault.Hop;
import dev.poolproof.model.fault.Moment;
import dev.poolproof.model.fault.Scope;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A path of fault handlers on a channel whose clock only moves when it is told to. */
final class VirtualPath implements AutoCloseable {
    final RecordingWire wire = new RecordingWire();
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new ChannelInboundHandlerAdapter()); // stands for the socket
    private final Stations stations = new Stations(new FaultHandlers(), wire);

    /** A path with one hop for each fault, named {@code hop1} and on, from the client's end. */
    static VirtualPath of(Fault... faults) {
        return of(Scope.DEFAULT, faults);
    }

    /** As {@link #of(Fault...)}, each hop with this scope. */
    static VirtualPath of(Scope scope, Fault... faults) {
        VirtualPath path = new VirtualPath();
        path.channel.freezeTime();
        List<Hop> hops = new ArrayList<>();
        for (Fault fault : faults) {
            hops.add(new Hop("hop" + (hops.size() + 1), List.of(fault), scope));
        }
        path.change(hops);
        return path;
    }

    /** Puts other hops on the path. */
    void change(List<Hop> hops) {
        stations.change(channel.pipeline(), channel.pipeline().firstContext(), hops);
    }

    /** A moment of the protocol comes. */
    void moment(Moment moment) {
        stations.moment(moment);
    }

    void clientSends(Object segment) {
        channel.writeInbound(asSegment(segment));
    }

    void serverSends(Object segment) {
        channel.writeOutbound(asSegment(segment));
    }

    /** What has come out at the server's end since the last call: texts and signals. */
    List<Object> serverGot() {
        return drain(channel::readInbound);
    }

    /** What has come out at the client's end since the last call: texts and signals. */
    List<Object> clientGot() {
        return drain(channel::readOutbound);
    }

    /** The next bytes that have come out at the client's end. */
    ByteBuf clientGotBytes() {
        return channel.readOutbound();
    }

    /** The bytes of {@link #clientGot}. */
    String clientText() {
        return clientGot().stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.joining());
    }

    /** The client's socket is closed, and the clock stands still from then on. */
    void closeClient() {
        channel.close().syncUninterruptibly();
        channel.runPendingTasks();
    }

    /** What hops have passed on since {@link #closeClient}: texts and signals. */
    List<Object> serverGotLate() {
        List<Object> texts = asTexts(wire.serverGotLate);
        wire.serverGotLate.clear();
        return texts;
    }

    void pass(Duration time) {
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runPendingTasks();
    }

    /** Takes all hops off the path. */
    void clear() {
        change(List.of());
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        wire.leftovers.discard();
    }

    private static Object asSegment(Object segment) {
        return segment instanceof String text
                ? Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1)
                : segment;
    }

    private static List<Object> drain(Supplier<@Nullable Object> queue) {
        List<Object> drained = new ArrayList<>();
        for (Object next = queue.get(); next != null; next = queue.get()) {
            drained.add(next);
        }
        return asTexts(drained);
    }

    /** Bytes as texts, signals as they are. */
    private static List<Object> asTexts(List<Object> segments) {
        return segments.stream().map(VirtualPath::asText).toList();
    }

    private static Object asText(Object segment) {
        if (segment instanceof ByteBuf bytes) {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            bytes.release();
            return text;
        }
        return segment;
    }
}
