package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectionTest {
    @ParameterizedTest
    @CsvSource({
        "*, true",
        "alb-*, true",
        "alb-60s-idle, true",
        "blog-fix, true",
        "blog-*, true",
        "'{alb,nlb}-*', true",
        "alb-60s-idle/blog-fix, true",
        "alb-*/*, true",
        "*/blog-fix, true",
        "alb, false",
        "nlb-*, false",
        "alb-60s-idle/retry-3, false",
        "blog-fix/alb-60s-idle, false",
        "nlb-*/blog-fix, false",
    })
    void aGlobSelectsByScenarioCandidateOrBoth(String glob, boolean selected) {
        assertThat(Selection.of(glob).includes("alb-60s-idle", "blog-fix")).isEqualTo(selected);
    }

    @Test
    void whatIsNoGlobIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.of("alb-[60s"))
                .withMessageStartingWith("\"alb-[60s\" is not a glob: ");
    }

    @Test
    void everyCellIsSelectedByAll() {
        assertThat(Selection.ALL.includes("x", "y")).isTrue();
    }
}
