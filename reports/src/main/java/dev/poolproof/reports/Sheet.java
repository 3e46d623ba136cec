package dev.poolproof.reports;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;

/** The pixels inside the axes of a timeline, with the few shapes that are drawn on them. */
record Sheet(Graphics2D graphics, Rectangle2D area, ValueAxis time, ValueAxis lanes) {
    private static final double TOGETHER = 4;

    double x(Duration at) {
        return time.valueToJava2D(at.toMillis() / 1e3, area, RectangleEdge.BOTTOM);
    }

    double y(int lane) {
        return lanes.valueToJava2D(lane, area, RectangleEdge.LEFT);
    }

    /** Half the height of a lane. */
    double half() {
        return Math.abs(y(1) - y(0)) / 2;
    }

    double width(String text) {
        return graphics.getFontMetrics().stringWidth(text);
    }

    void fill(Ink ink, Path2D path) {
        if (path.getCurrentPoint() != null) {
            graphics.setPaint(ink.placeholder());
            graphics.fill(path);
        }
    }

    void stroke(Ink ink, double width, Path2D path) {
        if (path.getCurrentPoint() != null) {
            graphics.setPaint(ink.placeholder());
            graphics.setStroke(
                    new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            graphics.draw(path);
        }
    }

    /**
     * How near two signs of life may be, in pixels, to be drawn as one bar: as little as leaves no
     * more than {@code most} bars in all.
     *
     * @param times of each lane, in order
     */
    double together(Collection<List<Duration>> times, int most) {
        double together = TOGETHER;
        while (bars(times, together) > most) {
            together *= 2;
        }
        return together;
    }

    private long bars(Collection<List<Duration>> times, double together) {
        return times.stream().mapToLong(each -> spans(each, together).size()).sum();
    }

    /** Adds a stroke for each stretch in which no two times are further apart. */
    void bars(Path2D path, double y, List<Duration> times, double together) {
        for (double[] span : spans(times, together)) {
            line(path, span[0] - 0.8, y, span[1] + 0.8, y);
        }
    }

    private List<double[]> spans(List<Duration> times, double together) {
        List<double[]> spans = new ArrayList<>();
        for (Duration each : times) {
            double at = x(each);
            double[] last = spans.isEmpty() ? new double[] {at, at} : spans.get(spans.size() - 1);
            if (!spans.isEmpty() && at - last[1] <= together) {
                last[1] = at;
            } else {
                spans.add(new double[] {at, at});
            }
        }
        return spans;
    }

    /** Where the times lie, without those that would lie on the one before. */
    List<Double> apart(List<Duration> times) {
        return spans(times, TOGETHER).stream().map(span -> span[0]).toList();
    }

    static void line(Path2D path, double x1, double y1, double x2, double y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
    }

    static void rectangle(Path2D path, double x1, double y1, double x2, double y2) {
        path.moveTo(x1, y1);
        path.lineTo(x2, y1);
        path.lineTo(x2, y2);
        path.lineTo(x1, y2);
        path.closePath();
    }

    static void triangle(Path2D path, double x, double y, double size) {
        path.moveTo(x, y - size);
        path.lineTo(x + size, y + size);
        path.lineTo(x - size, y + size);
        path.closePath();
    }

    static void cross(Path2D path, double x, double y, double size) {
        line(path, x - size, y - size, x + size, y + size);
        line(path, x - size, y + size, x + size, y - size);
    }
}
