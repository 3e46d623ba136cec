package dev.poolproof.runner.database;

import dev.poolproof.model.scenario.Engine;

class MariaDbLimitTest extends LimitedServerContract {
    MariaDbLimitTest() {
        super(Engine.MYSQL, "jdbc:mariadb", "08004");
    }

    @Override
    String url(String url) {
        return url;
    }
}
