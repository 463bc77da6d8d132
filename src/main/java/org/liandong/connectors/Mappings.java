package org.liandong.connectors;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.sf.saxon.s9api.Processor;
import org.jspecify.annotations.Nullable;

/** Compiles the mappings of one folder, each file once. Used by one thread while a connector is loaded. */
final class Mappings {
    private final Path folder;
    private final CodeTables codes;
    private final Map<String, Mapping> compiled = new HashMap<>();
    private @Nullable Processor saxon;

    Mappings(Path folder, CodeTables codes) {
        this.folder = folder;
        this.codes = codes;
    }

    /** @throws FaultyConnectorException if it does not compile; names file, line and cure */
    Mapping compile(String file) {
        Mapping known = compiled.get(file);
        if (known == null) {
            known = fresh(file);
            compiled.put(file, known);
        }
        return known;
    }

    private Mapping fresh(String file) {
        if (file.endsWith(".jslt")) {
            return JsltMapping.compile(folder, file, codes);
        }
        if (file.endsWith(".xsl")) {
            Processor processor = saxon == null ? SealedSaxon.processor(codes) : saxon;
            saxon = processor;
            return XsltMapping.compile(folder, file, processor);
        }
        throw new FaultyConnectorException(file, 0, "映射文件须为 .jslt 或 .xsl:请改文件名");
    }
}
