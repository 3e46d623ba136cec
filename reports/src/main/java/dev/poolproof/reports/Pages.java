package dev.poolproof.reports;

import com.fasterxml.jackson.core.type.TypeReference;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.OutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Fills the templates that stand beside this class; every value is escaped for its page. */
final class Pages {
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Pages() {}

    static String html(PageModel model) {
        return fill("matrix.ftlh", HTMLOutputFormat.INSTANCE, model);
    }

    static String markdown(PageModel model) {
        return fill("matrix.md.ftl", MarkdownFormat.INSTANCE, model);
    }

    private static String fill(String name, OutputFormat format, PageModel model) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setLocale(Locale.ROOT);
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(format);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        try {
            Template template = new Template(name, new StringReader(source(name)), configuration);
            StringWriter page = new StringWriter();
            template.process(Json.MAPPER.convertValue(model, MAP), page);
            return page.toString();
        } catch (IOException | TemplateException broken) {
            throw new IllegalStateException(name + " cannot be filled", broken);
        }
    }

    private static String source(String name) throws IOException {
        URL url = Pages.class.getResource(name);
        if (url == null) {
            throw new IllegalStateException(name + " is missing from the jar");
        }
        try (var in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
