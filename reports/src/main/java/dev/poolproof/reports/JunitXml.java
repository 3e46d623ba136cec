package dev.poolproof.reports;

import dev.poolproof.model.Durations;
import dev.poolproof.model.matrix.CellResult;
import dev.poolproof.model.matrix.Matrix;
import dev.poolproof.model.matrix.Standing;
import dev.poolproof.model.matrix.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A matrix in the JUnit XML that CI servers read: a test case for each cell, its class the row and
 * its name the candidate. A cell that came out otherwise than it must is a failure, an inconclusive
 * one an error, a skipped one is skipped; a candidate that fails as recorded is a success, as for
 * the exit code.
 */
public final class JunitXml {
    private JunitXml() {}

    /** Writes {@code matrix} to {@code file}, whose directory must exist. */
    public static void write(Path file, Matrix matrix) throws IOException {
        Files.writeString(file, render(matrix));
    }

    static String render(Matrix matrix) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            suite(xml, matrix);
            xml.writeEndDocument();
            xml.flush();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("writing to a string failed", impossible);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, Matrix matrix) throws XMLStreamException {
        newLine(xml, 0);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "poolproof");
        attribute(xml, "tests", String.valueOf(matrix.cells().size()));
        attribute(xml, "failures", count(matrix, Standing.BROKEN));
        attribute(xml, "errors", count(matrix, Standing.UNDECIDED));
        attribute(xml, "skipped", String.valueOf(matrix.count(Verdict.SKIPPED)));
        attribute(xml, "time", String.valueOf(Durations.seconds(matrix.run().wall())));
        attribute(xml, "timestamp", matrix.run().started().toString());
        properties(xml, matrix);
        for (CellResult cell : matrix.cells()) {
            testCase(xml, matrix, cell);
        }
        newLine(xml, 0);
        xml.writeEndElement();
    }

    private static void properties(XMLStreamWriter xml, Matrix matrix) throws XMLStreamException {
        newLine(xml, 1);
        xml.writeStartElement("properties");
        property(xml, "seed", String.valueOf(matrix.run().seed()));
        property(xml, "machine", matrix.run().machine());
        property(xml, "command", matrix.run().command());
        for (var version : matrix.run().versions().entrySet()) {
            property(xml, "version." + version.getKey(), version.getValue());
        }
        newLine(xml, 1);
        xml.writeEndElement();
    }

    private static void property(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        newLine(xml, 2);
        xml.writeEmptyElement("property");
        attribute(xml, "name", name);
        attribute(xml, "value", value);
    }

    private static void testCase(XMLStreamWriter xml, Matrix matrix, CellResult cell)
            throws XMLStreamException {
        newLine(xml, 1);
        xml.writeStartElement("testcase");
        attribute(xml, "classname", matrix.row(cell.id()));
        attribute(xml, "name", cell.id().candidate());
        switch (cell.standing()) {
            case BROKEN -> problem(xml, "failure", cell.verdict().name(), cell);
            case UNDECIDED -> problem(xml, "error", cell.verdict().name(), cell);
            case HELD -> {
                if (cell.verdict() == Verdict.SKIPPED) {
                    problem(xml, "skipped", null, cell);
                }
            }
        }
        newLine(xml, 2);
        xml.writeStartElement("system-out");
        xml.writeCharacters(legal(details(cell)));
        xml.writeEndElement();
        newLine(xml, 1);
        xml.writeEndElement();
    }

    private static void problem(
            XMLStreamWriter xml, String element, @Nullable String type, CellResult cell)
            throws XMLStreamException {
        newLine(xml, 2);
        xml.writeStartElement(element);
        attribute(xml, "message", Text.oneLine(cell.why()));
        if (type != null) {
            attribute(xml, "type", type);
            xml.writeCharacters(legal(Wording.verdict(cell) + "\n" + cell.why()));
        }
        xml.writeEndElement();
    }

    private static String details(CellResult cell) {
        StringBuilder text = new StringBuilder();
        text.append(Wording.verdict(cell)).append('\n').append(cell.why()).append('\n');
        cell.evidence().forEach(line -> text.append("| ").append(line).append('\n'));
        cell.warnings().forEach(line -> text.append("warning: ").append(line).append('\n'));
        cell.fidelity().forEach(line -> text.append("fidelity: ").append(line).append('\n'));
        return text.append(cell.id().database())
                .append(", time scale ")
                .append(cell.timeScale())
                .append("\nagain: ")
                .append(cell.repeat())
                .append('\n')
                .toString();
    }

    private static String count(Matrix matrix, Standing standing) {
        return String.valueOf(Wording.standing(matrix, standing).size());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value)
            throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    /** What XML 1.0, 2.2 does not allow is replaced, so that no reader refuses the file. */
    private static String legal(String text) {
        return text.codePoints()
                .map(JunitXml::legal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int legal(int character) {
        boolean allowed =
                character == '\t'
                        || character == '\n'
                        || (character >= 0x20 && character < 0xD800)
                        || (character >= 0xE000 && character < 0xFFFE)
                        || character >= 0x10000;
        return allowed ? character : '\uFFFD';
    }
}
