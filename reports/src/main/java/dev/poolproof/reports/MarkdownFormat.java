package dev.poolproof.reports;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.core.CommonTemplateMarkupOutputModel;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * Escapes every value in a Markdown template, as FreeMarker does for HTML. A value becomes one line
 * of plain text (GitHub Flavored Markdown, 2.4 and 6.1), in tables and inside HTML elements too.
 */
final class MarkdownFormat extends CommonMarkupOutputFormat<MarkdownFormat.Output> {
    static final MarkdownFormat INSTANCE = new MarkdownFormat();

    private MarkdownFormat() {}

    @Override
    public String getName() {
        return "Markdown";
    }

    @Override
    public String getMimeType() {
        return "text/markdown";
    }

    @Override
    public void output(String text, Writer out) throws IOException {
        out.write(escapePlainText(text));
    }

    @Override
    public String escapePlainText(String text) {
        return Text.oneLine(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("[\\\\`*_\\[\\]|~]", "\\\\$0")
                .replaceAll("^[#+=-]", "\\\\$0");
    }

    @Override
    public boolean isLegacyBuiltInBypassed(String builtIn) {
        return false;
    }

    @Override
    protected Output newTemplateMarkupOutputModel(
            @Nullable String plainText, @Nullable String markup) {
        return new Output(plainText, markup);
    }

    /** A piece of Markdown. */
    static final class Output extends CommonTemplateMarkupOutputModel<Output> {
        Output(@Nullable String plainText, @Nullable String markup) {
            super(plainText, markup);
        }

        @Override
        public MarkdownFormat getOutputFormat() {
            return INSTANCE;
        }
    }
}
