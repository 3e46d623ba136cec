package dev.poolproof.reports;

import freemarker.template.utility.StringUtil;
import java.awt.BasicStroke;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.SVGGraphics2D;

/** Draws a timeline as SVG that stands in an HTML page. */
final class TimelinePicture {
    /** First the phases, then the operations, then the connections. */
    static final int LANES_ABOVE = 2;

    static final Font FONT = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    private static final int WIDTH = 1000;
    private static final int AXIS_HEIGHT = 40;
    private static final int MOST_TICKS = 12;
    private static final int[] TICK_SECONDS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400
    };

    private TimelinePicture() {}

    /**
     * An {@code svg} element with a title and a description.
     *
     * @param id begins every id inside, so that many pictures can stand in one page; the page must
     *     set the font of the texts
     */
    static String draw(Timeline timeline, String id, String title) {
        int lanes = timeline.lanes().size() + LANES_ABOVE;
        int height = AXIS_HEIGHT + lanes * (lanes > 20 ? 16 : 20);
        SVGGraphics2D svg = new SVGGraphics2D(WIDTH, height);
        svg.setGeomDoubleConverter(TimelinePicture::oneDecimal);
        svg.setTransformDoubleConverter(TimelinePicture::oneDecimal);
        chart(timeline).draw(svg, new Rectangle2D.Double(0, 0, WIDTH, height));
        String drawn = Ink.inPageColours(slim(svg.getSVGElement(null, false, null, null, null)));
        return "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"%s-t %s-d\"><title id=\"%s-t\">%s</title><desc id=\"%s-d\">%s</desc>"
                        .formatted(
                                WIDTH,
                                height,
                                id,
                                id,
                                id,
                                StringUtil.XHTMLEnc(Text.oneLine(title)),
                                id,
                                StringUtil.XHTMLEnc(Text.oneLine(timeline.caption())))
                + drawn.substring(drawn.indexOf('>') + 1);
    }

    /** Leaves out what the page's style sheet says once, and clips: nothing is drawn outside. */
    private static String slim(String svg) {
        return svg.replaceAll("<defs>.*?</defs>| clip-path='[^']*'", "")
                .replace("font-family: sans-serif; font-size: 11px;", "")
                .replace("fill-opacity: 1.0;", "")
                .replace("stroke-opacity:1.0;", "")
                .replace("stroke-miterlimit:10;", "")
                .replace(";shape-rendering:crispEdges", "");
    }

    private static JFreeChart chart(Timeline timeline) {
        XYPlot plot = new XYPlot(null, time(timeline), lanes(timeline), null);
        plot.setBackgroundPaint(null);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        plot.setInsets(new RectangleInsets(2, 2, 2, 14));
        plot.addAnnotation(new TimelineMarks(timeline));
        JFreeChart chart = new JFreeChart(null, FONT, plot, false);
        chart.setBackgroundPaint(null);
        return chart;
    }

    private static ValueAxis time(Timeline timeline) {
        double end = Math.max(1, timeline.end().toMillis() / 1e3);
        NumberAxis axis = new NumberAxis("production time, minutes:seconds");
        axis.setRange(0, end);
        axis.setTickUnit(new ClockTick(tickSeconds(end)), false, true);
        return styled(axis);
    }

    private static ValueAxis lanes(Timeline timeline) {
        List<String> names = new ArrayList<>(List.of("phases", "operations"));
        timeline.lanes().forEach(lane -> names.add("#" + lane.connection()));
        SymbolAxis axis = new SymbolAxis(null, names.toArray(String[]::new));
        axis.setInverted(true);
        axis.setGridBandsVisible(false);
        axis.setRange(-0.5, names.size() - 0.5);
        axis.setTickUnit(new NumberTickUnit(1), false, true);
        axis.setTickMarksVisible(false);
        axis.setAxisLineVisible(false);
        return styled(axis);
    }

    private static ValueAxis styled(ValueAxis axis) {
        axis.setTickLabelFont(FONT);
        axis.setLabelFont(FONT);
        axis.setTickLabelPaint(Ink.TEXT.placeholder());
        axis.setLabelPaint(Ink.TEXT.placeholder());
        axis.setAxisLinePaint(Ink.LINE.placeholder());
        axis.setTickMarkPaint(Ink.LINE.placeholder());
        axis.setAxisLineStroke(new BasicStroke(1));
        return axis;
    }

    private static int tickSeconds(double end) {
        for (int seconds : TICK_SECONDS) {
            if (end / seconds <= MOST_TICKS) {
                return seconds;
            }
        }
        return (int) Math.ceil(end / MOST_TICKS / 86400) * 86400;
    }

    private static String oneDecimal(double number) {
        String text = String.format(Locale.ROOT, "%.1f", number);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** A tick of the time axis, labelled as a clock shows it. */
    private static final class ClockTick extends NumberTickUnit {
        private static final long serialVersionUID = 1;

        ClockTick(int seconds) {
            super(seconds);
        }

        @Override
        public String valueToString(double seconds) {
            return Clock.show(Duration.ofSeconds(Math.round(seconds)));
        }
    }
}
