package org.liandong.connectors;

import java.io.StringReader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XmlProcessingError;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.trans.XPathException;

/**
 * A mapping in XSLT 3.0: the template named {@code main} is called, the message is the global parameter {@code input} as a
 * text, {@code xsl:output} says what comes out.
 */
record XsltMapping(String file, XsltExecutable executable) implements Mapping {
    private static final QName MAIN = new QName("main");
    private static final QName INPUT = new QName("input");

    static XsltMapping compile(Path folder, String file, Processor processor) {
        List<XmlProcessingError> errors = new ArrayList<>();
        XsltCompiler compiler = processor.newXsltCompiler();
        // With just-in-time compilation a fault would show at the first message instead of here.
        compiler.setJustInTimeCompilation(false);
        compiler.setErrorReporter(error -> {
            if (!error.isWarning()) {
                errors.add(error);
            }
        });
        compiler.setResourceResolver(request -> module(folder, request));
        try {
            return new XsltMapping(file, compiler.compile(source(folder, file)));
        } catch (SaxonApiException e) {
            throw fault(folder, file, errors, e);
        }
    }

    @Override
    public String apply(String input) {
        StringWriter output = new StringWriter();
        List<String> said = new ArrayList<>();
        try {
            Xslt30Transformer transformer = executable.load30();
            transformer.setMessageHandler(message -> said.add(message.getStringValue()));
            transformer.setErrorReporter(error -> {});
            transformer.setStylesheetParameters(Map.of(INPUT, new XdmAtomicValue(input)));
            transformer.callTemplate(MAIN, transformer.newSerializer(output));
            return output.toString();
        } catch (SaxonApiException e) {
            String reason = e.getMessage() + (said.isEmpty() ? "" : " " + String.join(" ", said));
            throw new MappingException(file, Math.max(e.getLineNumber(), 0), reason, e);
        } catch (StackOverflowError e) {
            throw new MappingException(file, 0, "递归过深,已中止", e);
        }
    }

    private static Source module(Path folder, ResourceRequest request) throws XPathException {
        try {
            Path path = Path.of(URI.create(request.uri));
            Path home = folder.toAbsolutePath().normalize();
            return source(folder, path.startsWith(home) ? home.relativize(path).toString() : path.toString());
        } catch (FaultyConnectorException e) {
            throw new XPathException(e.reason(), e);
        } catch (RuntimeException e) {
            throw SealedSaxon.refused(request.uri);
        }
    }

    private static Source source(Path folder, String file) {
        StreamSource source = new StreamSource(new StringReader(FolderFile.text(folder, file)));
        source.setSystemId(FolderFile.within(folder, file).toUri().toString());
        return source;
    }

    private static FaultyConnectorException fault(
            Path folder, String file, List<XmlProcessingError> errors, SaxonApiException cause) {
        if (errors.isEmpty()) {
            return new FaultyConnectorException(
                    file, Math.max(cause.getLineNumber(), 0), "XSLT无法编译,请按提示改正该行:" + cause.getMessage(), cause);
        }
        XmlProcessingError first = errors.get(0);
        String place = String.valueOf(first.getLocation().getSystemId());
        String home = folder.toAbsolutePath().normalize().toUri().toString();
        String where = place.startsWith(home) ? place.substring(home.length()) : file;
        return new FaultyConnectorException(
                where,
                Math.max(first.getLocation().getLineNumber(), 0),
                "XSLT无法编译,请按提示改正该行:" + first.getMessage(),
                cause);
    }
}
