package dev.poolproof.reports;

import static dev.poolproof.reports.Sheet.cross;
import static dev.poolproof.reports.Sheet.line;
import static dev.poolproof.reports.Sheet.rectangle;
import static dev.poolproof.reports.Sheet.triangle;

import dev.poolproof.model.history.HistoryEvent.OperationEnded;
import dev.poolproof.model.history.Outcome;
import java.awt.AlphaComposite;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.List;
import org.jfree.chart.annotations.XYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.event.AnnotationChangeListener;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * Everything inside the axes of a timeline. All marks of a kind go into one path, and what cannot
 * be told apart is drawn together, which keeps a picture of thousands of events at a few kilobytes.
 */
record TimelineMarks(Timeline timeline) implements XYAnnotation {
    private static final int MOST_BARS = 900;
    private static final int MOST_TRIANGLES = 200;

    @Override
    public void draw(
            Graphics2D graphics,
            XYPlot plot,
            Rectangle2D area,
            ValueAxis time,
            ValueAxis lanes,
            int index,
            PlotRenderingInfo info) {
        Sheet sheet = new Sheet(graphics, area, time, lanes);
        phases(sheet);
        operations(sheet);
        connections(sheet);
        interventions(sheet);
    }

    /** A picture is drawn once and never changes. */
    @Override
    public void addChangeListener(AnnotationChangeListener listener) {}

    @Override
    public void removeChangeListener(AnnotationChangeListener listener) {}

    private void phases(Sheet sheet) {
        Rectangle2D area = sheet.area();
        Path2D bands = new Path2D.Double();
        Path2D borders = new Path2D.Double();
        for (Timeline.PhaseBand band : timeline.phases()) {
            double from = sheet.x(band.span().from());
            if (band.number() % 2 == 0) {
                double to = sheet.x(band.span().to());
                rectangle(bands, from, area.getMinY(), to, area.getMaxY());
            }
            line(borders, from, area.getMinY(), from, area.getMaxY());
        }
        sheet.fill(Ink.BAND, bands);
        sheet.stroke(Ink.LINE, 0.7, borders);
        sheet.graphics().setFont(TimelinePicture.FONT);
        sheet.graphics().setPaint(Ink.TEXT.placeholder());
        timeline.phases().forEach(band -> label(sheet, band));
    }

    /** As much of the phase's words as its band has room for; the number at least. */
    private static void label(Sheet sheet, Timeline.PhaseBand band) {
        double from = sheet.x(band.span().from()) + 4;
        double room = sheet.x(band.span().to()) - from - 4;
        String words = band.number() + " " + Text.oneLine(band.phase());
        int length = words.length();
        while (length > 0 && sheet.width(words.substring(0, length) + "…") > room) {
            length--;
        }
        String text = words;
        if (sheet.width(words) > room) {
            text = length > 6 ? words.substring(0, length) + "…" : String.valueOf(band.number());
        }
        double start = Math.min(from, sheet.area().getMaxX() - sheet.width(text));
        sheet.graphics().drawString(text, (float) start, (float) (sheet.y(0) + 4));
    }

    private void operations(Sheet sheet) {
        Path2D succeeded = new Path2D.Double();
        Path2D waits = new Path2D.Double();
        Path2D failed = new Path2D.Double();
        Path2D givenUp = new Path2D.Double();
        double y = sheet.y(1);
        List<Duration> successes =
                timeline.operations().stream()
                        .filter(operation -> operation.outcome() == Outcome.SUCCEEDED)
                        .map(OperationEnded::at)
                        .toList();
        sheet.bars(succeeded, y, successes, sheet.together(List.of(successes), MOST_BARS));
        double last = Double.NEGATIVE_INFINITY;
        for (OperationEnded operation : timeline.operations()) {
            double end = sheet.x(operation.endedAt());
            if (operation.outcome() == Outcome.SUCCEEDED || Math.abs(end - last) < 3) {
                continue;
            }
            last = end;
            line(waits, sheet.x(operation.at()), y, end, y);
            if (operation.outcome() == Outcome.FAILED) {
                cross(failed, end, y, 4.5);
            } else {
                rectangle(givenUp, end - 4, y - 4, end + 4, y + 4);
            }
        }
        sheet.stroke(Ink.BYTES, sheet.half() * 0.7, succeeded);
        sheet.stroke(Ink.FAILED, 1.2, waits);
        sheet.stroke(Ink.FAILED, 2.2, failed);
        sheet.fill(Ink.FAILED, givenUp);
    }

    private void connections(Sheet sheet) {
        List<List<Duration>> allBytes = timeline.lanes().stream().map(Lane::bytes).toList();
        List<List<Duration>> allProbes = timeline.lanes().stream().map(Lane::keepalives).toList();
        double together = sheet.together(allBytes, MOST_BARS);
        double togetherProbes = sheet.together(allProbes, MOST_BARS);
        boolean fewProbes = allProbes.stream().mapToInt(List::size).sum() <= MOST_TRIANGLES;
        Path2D lives = new Path2D.Double();
        Path2D bytes = new Path2D.Double();
        Path2D probes = new Path2D.Double();
        int row = TimelinePicture.LANES_ABOVE;
        for (Lane lane : timeline.lanes()) {
            double y = sheet.y(row++);
            line(lives, sheet.x(lane.life().from()), y, sheet.x(lane.life().to()), y);
            sheet.bars(bytes, y, lane.bytes(), together);
            if (fewProbes) {
                lane.keepalives()
                        .forEach(at -> triangle(probes, sheet.x(at), y, sheet.half() * 0.55));
            } else {
                sheet.bars(probes, y, lane.keepalives(), togetherProbes);
            }
        }
        sheet.stroke(Ink.LIFE, 1, lives);
        sheet.stroke(Ink.BYTES, sheet.half() * 0.8, bytes);
        if (fewProbes) {
            sheet.fill(Ink.KEEPALIVE, probes);
        } else {
            sheet.stroke(Ink.KEEPALIVE, sheet.half() * 0.8, probes);
        }
    }

    private void interventions(Sheet sheet) {
        Path2D forgotten = new Path2D.Double();
        Path2D firings = new Path2D.Double();
        Path2D resets = new Path2D.Double();
        Path2D fins = new Path2D.Double();
        double half = sheet.half();
        int row = TimelinePicture.LANES_ABOVE;
        for (Lane lane : timeline.lanes()) {
            double y = sheet.y(row++);
            for (Span span : lane.forgotten()) {
                double from = sheet.x(span.from());
                rectangle(forgotten, from, y - half * 0.7, sheet.x(span.to()), y + half * 0.7);
                line(firings, from, y - half * 0.9, from, y + half * 0.9);
            }
            sheet.apart(lane.resets()).forEach(at -> cross(resets, at, y, half * 0.5));
            sheet.apart(lane.fins())
                    .forEach(at -> line(fins, at, y - half * 0.6, at, y + half * 0.6));
        }
        Composite opaque = sheet.graphics().getComposite();
        sheet.graphics().setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.35f));
        sheet.fill(Ink.FORGOTTEN, forgotten);
        sheet.graphics().setComposite(opaque);
        sheet.stroke(Ink.FORGOTTEN, 2.5, firings);
        sheet.stroke(Ink.END, 1.5, fins);
        sheet.stroke(Ink.FAILED, 1.8, resets);
    }
}
