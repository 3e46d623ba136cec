package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;

class PostgresqlLimitTest extends LimitedServerContract {
    PostgresqlLimitTest() {
        super(Engine.POSTGRESQL, "jdbc:postgresql", "53300");
    }

    @Override
    String url(String url) {
        return url + "?ApplicationName=poolproof-1-limits";
    }
}
