package dev.poolproof.runner.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/**
 * What every adapter must keep to, as far as that goes without a database. Opening a pool is tested
 * with one, by running a matrix.
 */
public abstract class PoolAdapterContract {
    /** The pool's entry in {@link PoolKind#ALL}. */
    protected abstract PoolKind kind();

    /** The version that the adapter is compiled against. */
    protected abstract String version();

    /** The pool's own name for the most connections that it opens. */
    protected abstract String sizeSetting();

    /** The pool's own name for the time after which a borrower gives up. */
    protected abstract String patienceSetting();

    @Test
    protected void profilingReadsBackWhatWasSet() throws ReflectiveOperationException {
        PoolProfile profile = profile(Map.of(sizeSetting(), "7", patienceSetting(), "4321"));

        assertThat(profile.size()).isEqualTo(7);
        assertThat(profile.effective())
                .containsEntry(sizeSetting(), "7")
                .containsEntry(patienceSetting(), "4321");
        assertThat(profile.timers())
                .contains(
                        new PoolTimer(
                                patienceSetting(),
                                TimerKind.GIVES_UP,
                                Duration.ofMillis(4321),
                                Duration.ofMillis(4321)));
    }

    @Test
    protected void profilingWithoutSettingsReadsBackTheDefaults()
            throws ReflectiveOperationException {
        PoolProfile profile = profile(Map.of());

        assertThat(profile.size()).isPositive();
        assertThat(profile.filled()).isBetween(0, profile.size());
        assertThat(profile.effective()).containsKey(patienceSetting());
    }

    @Test
    protected void effectiveTimesAreKnownSettingsInMilliseconds()
            throws ReflectiveOperationException {
        PoolProfile profile = profile(Map.of());

        assertThat(kind().settings().known().keySet()).containsAll(profile.effective().keySet());
        assertThat(profile.effective())
                .allSatisfy(
                        (name, value) -> {
                            if (kind().settings().isTime(name)) {
                                assertThat(value).matches("\\d+");
                            }
                        });
    }

    @Test
    protected void timersAreKnownSettingsThatAreTimes() throws ReflectiveOperationException {
        assertThat(profile(Map.of()).timers())
                .isNotEmpty()
                .allSatisfy(
                        timer -> {
                            assertThat(kind().settings().isTime(timer.setting())).isTrue();
                            assertThat(timer.earliest())
                                    .isPositive()
                                    .isLessThanOrEqualTo(timer.latest());
                        });
    }

    @Test
    protected void anUnknownSettingIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile(Map.of("noSuchSetting", "1")))
                .withMessageContaining("noSuchSetting");
    }

    @Test
    protected void aValueThatThePoolDoesNotTakeIsRefusedInThePoolsOwnWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> profile(Map.of(sizeSetting(), "-3")))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("Exception"));
    }

    /** What the pool makes of settings in its own units. */
    protected final PoolProfile profile(Map<String, String> settings)
            throws ReflectiveOperationException {
        PoolAdapter adapter =
                Class.forName(kind().adapterClass())
                        .asSubclass(PoolAdapter.class)
                        .getConstructor()
                        .newInstance();
        return adapter.profile(
                new PoolRequest(
                        "contract",
                        version(),
                        "jdbc:postgresql://nowhere/",
                        new Properties(),
                        settings));
    }
}
