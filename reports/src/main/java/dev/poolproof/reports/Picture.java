package dev.poolproof.reports;

import dev.poolproof.model.history.History;
import java.awt.AWTError;
import java.util.List;

/**
 * The timeline of a cell for a page.
 *
 * @param svg empty if this Java cannot draw
 * @param caption the picture in words
 * @param phases each with its number and its begin
 */
record Picture(String svg, String caption, List<String> phases) {
    static Picture of(History history, String id, String title) {
        Timeline timeline = Timeline.of(history);
        String omitted =
                timeline.omitted() == 0
                        ? ""
                        : " · %d undisturbed ones not drawn".formatted(timeline.omitted());
        List<String> phases =
                timeline.phases().stream()
                        .map(
                                band ->
                                        "%d  from %s: %s"
                                                .formatted(
                                                        band.number(),
                                                        Clock.show(band.span().from()),
                                                        band.phase()))
                        .toList();
        return new Picture(svg(timeline, id, title), timeline.caption() + omitted, phases);
    }

    private static String svg(Timeline timeline, String id, String title) {
        try {
            return TimelinePicture.draw(timeline, id, title);
        } catch (AWTError | InternalError | LinkageError noFonts) {
            // Java without fontconfig or its AWT libraries: the page is worth having without
            // pictures
            return "";
        }
    }
}
