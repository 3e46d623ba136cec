package dev.poolproof.runner.cell;

import static java.util.Objects.requireNonNull;

import dev.poolproof.model.fault.Hop;
import dev.poolproof.runner.cell.Site.Visit;
import dev.poolproof.runner.http.HttpService;
import dev.poolproof.runner.http.HttpServiceException;
import java.util.List;

/** Nothing that is shared: an HTTP cell has an application and an nginx of its own. */
record HttpGround(HttpEnvironment environment, CellPlan plan) implements Ground {
    @Override
    public Stand open(List<Hop> path, Visit visit) throws HttpServiceException {
        return new HttpStand(
                environment,
                plan,
                HttpService.open(
                        requireNonNull(plan.scenario().http(), "http"),
                        plan.candidate(),
                        environment.nginx(),
                        visit.recorder()),
                visit.recorder());
    }

    @Override
    public void close() {
        // Nothing was borrowed.
    }
}
