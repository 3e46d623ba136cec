package dev.poolproof.warp.bench;

import dev.poolproof.warp.WarpLoader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a rewritten call costs more than the JDK's own. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CallBenchmark {
    /** 0 for the JDK's own calls. */
    @Param({"0", "1", "60"})
    private int scale;

    private TimingCalls calls = new Calls();

    @Setup
    public void load() throws ReflectiveOperationException {
        if (scale > 0) {
            String name = Calls.class.getName();
            WarpLoader loader =
                    WarpLoader.open(List.of(), List.of(name), Calls.class.getClassLoader());
            loader.timeScale(scale);
            calls = (TimingCalls) loader.loadClass(name).getConstructor().newInstance();
        }
    }

    @Benchmark
    public long nanoTime() {
        return calls.nanoTime();
    }

    @Benchmark
    public long currentTimeMillis() {
        return calls.currentTimeMillis();
    }

    /** The same real microsecond for all. */
    @Benchmark
    public void parkForAMicrosecond() {
        calls.parkNanos(1_000L * Math.max(1, scale));
    }

    @Benchmark
    public Object pollOfAFullQueue() throws InterruptedException {
        return calls.pollAndOffer();
    }
}
