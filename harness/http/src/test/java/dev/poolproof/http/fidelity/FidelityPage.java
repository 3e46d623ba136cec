package dev.poolproof.http.fidelity;

import dev.poolproof.http.origin.Origin;
import java.util.List;
import java.util.Map;

/** The table of {@code docs/fidelity.md}. */
final class FidelityPage {
    private FidelityPage() {}

    static String of(String nginx, Map<Download, List<Seen>> seen) {
        StringBuilder page = new StringBuilder();
        page.append(
                "%s, %s, Java %s, %s %s\n"
                        .formatted(
                                nginx,
                                Origin.version(),
                                System.getProperty("java.version"),
                                System.getProperty("os.name"),
                                System.getProperty("os.version")));
        for (Setup setup : Setup.values()) {
            page.append("\n")
                    .append(setup.title())
                    .append(
                            "\n\n| body | | client | nginx | its origin | emulation | its origin |\n")
                    .append("|---|---|---|---|---|---|---|\n");
            seen.forEach(
                    (download, both) -> {
                        if (download.setup() == setup) {
                            page.append(row(download, both));
                        }
                    });
        }
        return page.toString();
    }

    private static String row(Download download, List<Seen> both) {
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        download.size(),
                        download.framing(),
                        download.pace(),
                        both.get(0).cell(),
                        both.get(1).cell());
    }
}
