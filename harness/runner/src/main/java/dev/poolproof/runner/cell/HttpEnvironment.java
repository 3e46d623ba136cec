package dev.poolproof.runner.cell;

import dev.poolproof.model.scenario.HttpPlan;
import dev.poolproof.model.scenario.HttpPlan.Front;
import dev.poolproof.model.scenario.Scenario;
import dev.poolproof.runner.http.HttpClientLoaders;
import dev.poolproof.runner.http.HttpService;
import dev.poolproof.runner.http.NginxSource;
import dev.poolproof.runner.recording.JitterMeter;
import dev.poolproof.runner.recording.ProcessorMeter;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP cells of a run share.
 *
 * @param openings permits to start an application with its nginx, which costs processor time
 */
public record HttpEnvironment(
        NginxSource nginx,
        HttpClientLoaders clients,
        JitterMeter jitter,
        ProcessorMeter processors,
        Semaphore openings,
        Seed seed)
        implements Surroundings {
    /** Each cell has servers of its own; more at a time, and they wait for processors. */
    private static final int CELLS_AT_ONCE = 12;

    @Override
    public String label() {
        return nginx.label();
    }

    /**
     * What a scenario is played against, as the matrix shows it.
     *
     * @param nginx its label
     */
    public static String label(Scenario scenario, String nginx) {
        return isBehindAlb(scenario) ? "ALB, emulated" : nginx;
    }

    private static boolean isBehindAlb(Scenario scenario) {
        HttpPlan http = scenario.http();
        return http != null && http.front() == Front.ALB;
    }

    @Override
    public int connectionBudget() {
        return 2 * CELLS_AT_ONCE; // half of them are kept for ghosts, of which there are none here
    }

    @Override
    public @Nullable String cannotPlay(CellPlan plan) {
        HttpPlan http = plan.scenario().http();
        return http == null || http.front() != Front.NGINX
                ? null
                : nginx.refuses(
                        HttpService.settings(http, plan.candidate(), plan.timing().scale()));
    }

    @Override
    public List<String> shortcomings(Scenario scenario) {
        return isBehindAlb(scenario)
                ? List.of(
                        "the load balancer is emulated, after AWS's documents; docs/alb.md says what they do not say")
                : nginx.shortcomings();
    }
}
