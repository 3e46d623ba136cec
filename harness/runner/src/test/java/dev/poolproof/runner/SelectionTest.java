package dev.poolproof.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.poolproof.model.scenario.Played;
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
        "'{nlb-x,*/blog-fix}', true",
        "'{alb-60s-idle,nlb-x/y}', true",
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
    void everyCellIsSelectedByTheNameOfASelection() {
        assertThat(Selection.named("all").includes("x", "y")).isTrue();
        assertThat(Selection.named("default").includes("x", "y")).isTrue();
    }

    @Test
    void onlyTheDefaultSelectionLeavesScenariosOut() {
        assertThat(Selection.named("default").plays(Played.DEFAULT)).isTrue();
        assertThat(Selection.named("default").plays(Played.ALL)).isFalse();
        assertThat(Selection.named("all").plays(Played.ALL)).isTrue();
        assertThat(Selection.of("alb-*").plays(Played.ALL)).isTrue();
    }

    @Test
    void aSelectionThatDoesNotExistIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Selection.named("most"))
                .withMessage("selection must be default or all, was \"most\"");
    }
}
