package dev.poolproof.reports;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.poolproof.model.history.History;
import dev.poolproof.model.history.HistoryEvent;
import dev.poolproof.model.history.HistoryEvent.Network;
import dev.poolproof.model.history.NetworkAction;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TimelineTest {
    private static final int MOST_BYTES = 30_000;

    @Test
    void aConnectionIsForgottenFromTheTimerUntilItIsKnownAgainOrClosed() {
        Timeline timeline =
                Timeline.of(
                        history(
                                at(0, NetworkAction.ACCEPTED),
                                at(10, NetworkAction.TIMER_FIRED),
                                at(12, NetworkAction.TIMER_FIRED),
                                at(15, NetworkAction.REVIVED),
                                at(30, NetworkAction.TIMER_FIRED),
                                at(33, NetworkAction.CLOSED)));

        assertThat(timeline.lanes()).hasSize(1);
        assertThat(timeline.lanes().get(0).forgotten())
                .containsExactly(
                        new Span(ofSeconds(10), ofSeconds(15)),
                        new Span(ofSeconds(30), ofSeconds(33)));
    }

    @Test
    void aConnectionThatIsNeverClosedStaysForgottenToTheEnd() {
        Timeline timeline =
                Timeline.of(
                        history(
                                at(0, NetworkAction.ACCEPTED),
                                at(10, NetworkAction.TIMER_FIRED),
                                at(40, NetworkAction.BYTES)));

        assertThat(timeline.lanes().get(0).forgotten())
                .containsExactly(new Span(ofSeconds(10), ofSeconds(40)));
    }

    @Test
    void ofTooManyConnectionsTheDisturbedAreShown() {
        List<HistoryEvent> events = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            events.add(new Network(ofSeconds(i), i, NetworkAction.ACCEPTED, null, null, 0));
        }
        events.add(new Network(ofSeconds(301), 299, NetworkAction.TIMER_FIRED, null, "nat", 0));

        Timeline timeline = Timeline.of(new History(events));

        assertThat(timeline.omitted()).isEqualTo(260);
        assertThat(timeline.lanes().stream().map(Lane::connection)).hasSize(40).contains(299L);
    }

    @Test
    void aPictureOfFortyBusyConnectionsStaysSmallAndIsXml() throws Exception {
        History history =
                new NightFixture("nat-gateway", 350, 5, NetworkAction.KEEPALIVE_SEEN, 1800, 40)
                        .history(1);

        String svg = TimelinePicture.draw(Timeline.of(history), "c1", "a < b & c");

        assertThat(svg).hasSizeLessThan(MOST_BYTES);
        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & c");
        assertThat(svg).contains("var(--keepalive)").doesNotContain("rgb(1,2,");
    }

    @Test
    void anEmptyHistoryHasAPicture() {
        assertThat(TimelinePicture.draw(Timeline.of(new History(List.of())), "c1", "empty"))
                .endsWith("</svg>");
    }

    private static History history(Network... events) {
        return new History(Stream.<HistoryEvent>of(events).toList());
    }

    private static Network at(int seconds, NetworkAction action) {
        return new Network(ofSeconds(seconds), 1, action, null, "nat-gateway", 0);
    }
}
