package dev.poolproof.runner.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.poolproof.model.scenario.Engine;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionSamplerTest {
    @Test
    void whoWatchesIsToldWhenTheDatabaseIsGone() {
        List<String> reasons = new CopyOnWriteArrayList<>();
        try (SessionSampler sampler = SessionSampler.start(new Gone())) {
            sampler.watch("poolproof-early", count -> {}, reasons::add);
            await().untilAsserted(() -> assertThat(reasons).isNotEmpty());

            sampler.watch("poolproof-late", count -> {}, reasons::add);

            assertThat(reasons).hasSize(2).containsOnly("the database went away: nobody there");
        }
    }

    /** A database that is not there any more. */
    private static final class Gone implements Database {
        @Override
        public Dialect dialect() {
            return Dialects.of(Engine.POSTGRESQL);
        }

        @Override
        public String label() {
            return "gone";
        }

        @Override
        public InetSocketAddress address() {
            return InetSocketAddress.createUnresolved("gone", 1);
        }

        @Override
        public @Nullable ServerFiles files() {
            return null;
        }

        @Override
        public String urlThrough(InetSocketAddress address, String scheme, String cell) {
            return "jdbc:gone";
        }

        @Override
        public Credentials credentials() {
            return new Credentials("", "");
        }

        @Override
        public int connectionBudget() {
            return 1;
        }

        @Override
        public Connection connect() throws SQLException {
            throw new SQLException("nobody there");
        }

        @Override
        public void close() {
            // There is nothing to close.
        }
    }
}
