package org.liandong.connectors;

import java.util.Set;
import javax.xml.transform.Source;
import net.sf.saxon.Configuration;
import net.sf.saxon.lib.EnvironmentVariableResolver;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.trans.XPathException;
import org.jspecify.annotations.Nullable;
import org.xml.sax.XMLReader;

/**
 * Saxon as a pure function: a stylesheet sees its parameter and the connector's code tables, and nothing else of the
 * machine. No file, no address, no environment, no Java; every XML text, also inside {@code parse-xml}, is read by
 * {@link HardenedXml}.
 */
final class SealedSaxon {
    private SealedSaxon() {}

    static Processor processor(CodeTables codes) {
        Processor processor = new Processor(new SealedConfiguration());
        processor.registerExtensionFunction(SaxonFunctions.lookup(codes));
        processor.registerExtensionFunction(SaxonFunctions.localTime());
        processor.registerExtensionFunction(SaxonFunctions.projected());
        processor.registerExtensionFunction(SaxonFunctions.sm3());
        return processor;
    }

    static XPathException refused(@Nullable String uri) {
        return new XPathException("不允许读取外部资源 " + uri + ":映射只能用输入报文与码表");
    }

    private static final class SealedConfiguration extends Configuration {
        SealedConfiguration() {
            setResourceResolver(SealedConfiguration::refuse);
            setUnparsedTextURIResolver((uri, encoding, configuration) -> {
                throw refused(String.valueOf(uri));
            });
            setCollectionFinder((context, uri) -> {
                throw refused(uri);
            });
            setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
            setConfigurationProperty(Feature.DISABLE_XSL_EVALUATE, true);
            setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
            setConfigurationProperty(Feature.ENVIRONMENT_VARIABLE_RESOLVER, new NoEnvironment());
        }

        private static Source refuse(ResourceRequest request) throws XPathException {
            throw refused(request.uri);
        }

        @Override
        public XMLReader getSourceParser() {
            return HardenedXml.reader();
        }

        @Override
        public synchronized XMLReader getStyleParser() {
            return HardenedXml.reader();
        }

        @Override
        public XMLReader makeParser(String className) {
            return HardenedXml.reader();
        }
    }

    private static final class NoEnvironment implements EnvironmentVariableResolver {
        @Override
        public Set<String> getAvailableEnvironmentVariables() {
            return Set.of();
        }

        @Override
        public @Nullable String getEnvironmentVariable(String name) {
            return null;
        }
    }
}
