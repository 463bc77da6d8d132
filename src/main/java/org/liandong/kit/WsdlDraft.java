package org.liandong.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.wsdl.Binding;
import javax.wsdl.BindingOperation;
import javax.wsdl.Definition;
import javax.wsdl.Part;
import javax.wsdl.WSDLException;
import javax.wsdl.extensions.soap.SOAPBinding;
import javax.wsdl.extensions.soap.SOAPOperation;
import javax.wsdl.extensions.soap12.SOAP12Binding;
import javax.wsdl.extensions.soap12.SOAP12Operation;
import javax.wsdl.factory.WSDLFactory;
import javax.wsdl.xml.WSDLReader;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.ws.commons.schema.XmlSchemaAll;
import org.apache.ws.commons.schema.XmlSchemaAnnotated;
import org.apache.ws.commons.schema.XmlSchemaChoice;
import org.apache.ws.commons.schema.XmlSchemaCollection;
import org.apache.ws.commons.schema.XmlSchemaComplexContentExtension;
import org.apache.ws.commons.schema.XmlSchemaComplexType;
import org.apache.ws.commons.schema.XmlSchemaDocumentation;
import org.apache.ws.commons.schema.XmlSchemaElement;
import org.apache.ws.commons.schema.XmlSchemaEnumerationFacet;
import org.apache.ws.commons.schema.XmlSchemaParticle;
import org.apache.ws.commons.schema.XmlSchemaSequence;
import org.apache.ws.commons.schema.XmlSchemaSimpleType;
import org.apache.ws.commons.schema.XmlSchemaSimpleTypeRestriction;
import org.apache.ws.commons.schema.XmlSchemaType;
import org.liandong.kit.ContractDraft.Unclear;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Lays a dispatch out after a WSDL 1.1 with its schemas in the same file; SOAP 1.1 or 1.2, document or rpc. */
public final class WsdlDraft {
    private static final int DEEPEST = 8;

    private final XmlSchemaCollection schemas;
    private final StringBuilder mapping = new StringBuilder();
    private final Map<String, String> prefixes = new LinkedHashMap<>();
    private int guessed;
    private int open;

    private WsdlDraft(XmlSchemaCollection schemas) {
        this.schemas = schemas;
    }

    /** @param namespace of the body of rpc */
    private record Operation(
            String name, String action, boolean isRpc, boolean isSoap12, String namespace, List<Part> parts) {}

    /**
     * @param operation its name; empty if there is only one that can be meant
     * @throws Unclear saying what to do
     */
    public static ContractDraft of(Path file, String operation) throws Unclear {
        try {
            Document document = document(file);
            WSDLReader reader = WSDLFactory.newInstance().newWSDLReader();
            reader.setFeature("javax.wsdl.verbose", false);
            // nothing but this file is opened
            reader.setFeature("javax.wsdl.importDocuments", false);
            Definition definition = reader.readWSDL(null, document);
            XmlSchemaCollection schemas = new XmlSchemaCollection();
            schemas.setSchemaResolver((namespace, location, base) -> {
                throw new IllegalArgumentException("WSDL引用了别的文件 %s,请先合成一个".formatted(location));
            });
            NodeList types = document.getElementsByTagNameNS(XMLConstants.W3C_XML_SCHEMA_NS_URI, "schema");
            for (int i = 0; i < types.getLength(); i++) {
                schemas.read((Element) types.item(i), "schema" + i);
            }
            return new WsdlDraft(schemas)
                    .laidOut(ContractDraft.chosen(operations(definition), Operation::name, operation));
        } catch (WSDLException | SAXException | RuntimeException e) {
            throw new Unclear("%s 读不懂: %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new Unclear("%s 打不开: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static Document document(Path file) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(file.toFile());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same operation in the bindings of both versions of SOAP is one; the older is taken. */
    private static List<Operation> operations(Definition definition) {
        Map<String, Operation> operations = new LinkedHashMap<>();
        for (Object any : definition.getAllBindings().values()) {
            Binding binding = (Binding) any;
            Optional<SOAPBinding> soap = extension(binding.getExtensibilityElements(), SOAPBinding.class);
            Optional<SOAP12Binding> soap12 = extension(binding.getExtensibilityElements(), SOAP12Binding.class);
            if (soap.isEmpty() && soap12.isEmpty()) {
                continue;
            }
            String style = soap.map(SOAPBinding::getStyle)
                    .or(() -> soap12.map(SOAP12Binding::getStyle))
                    .orElse("document");
            for (Object each : binding.getBindingOperations()) {
                BindingOperation operation = (BindingOperation) each;
                Operation read = operation(operation, style, soap.isEmpty(), definition.getTargetNamespace());
                operations.merge(read.name(), read, (one, other) -> one.isSoap12() ? other : one);
            }
        }
        return List.copyOf(operations.values());
    }

    private static Operation operation(BindingOperation operation, String style, boolean soap12, String namespace) {
        String action = extension(operation.getExtensibilityElements(), SOAPOperation.class)
                .map(SOAPOperation::getSoapActionURI)
                .or(() -> extension(operation.getExtensibilityElements(), SOAP12Operation.class)
                        .map(SOAP12Operation::getSoapActionURI))
                .orElse("");
        List<Part> parts = new ArrayList<>();
        for (Object part : operation.getOperation().getInput().getMessage().getOrderedParts(null)) {
            parts.add((Part) part);
        }
        return new Operation(operation.getName(), action, "rpc".equals(style), soap12, namespace, parts);
    }

    private static <T> Optional<T> extension(List<?> elements, Class<T> type) {
        return elements.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private ContractDraft laidOut(Operation operation) throws Unclear {
        ForeignField root = root(operation);
        List<String> lines = new ArrayList<>();
        element(root, "    ", lines);
        mapping.append("<!-- 照 ")
                .append(operation.name())
                .append(" 排好:标“猜的”请核对,标“要填”的请填上 -->\n")
                .append("<xsl:stylesheet version=\"3.0\" xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"\n")
                .append("    xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"");
        prefixes.forEach((namespace, prefix) -> mapping.append("\n    xmlns:%s=\"%s\"".formatted(prefix, namespace)));
        mapping.append("\n    exclude-result-prefixes=\"xs\">\n")
                .append("  <xsl:output method=\"xml\" omit-xml-declaration=\"yes\" indent=\"no\"/>\n")
                .append("  <xsl:param name=\"input\" as=\"xs:string\"/>\n")
                .append("  <xsl:variable name=\"message\" select=\"parse-json($input)\" as=\"map(*)\"/>\n\n")
                .append("  <xsl:template name=\"main\">\n");
        lines.forEach(line -> mapping.append(line).append('\n'));
        mapping.append("  </xsl:template>\n</xsl:stylesheet>\n");
        return new ContractDraft(
                "dispatch.xsl",
                mapping.toString(),
                "mapping: dispatch.xsl, action: \"%s\"".formatted(operation.action()),
                operation.isSoap12() ? "1.2" : "1.1",
                guessed,
                open);
    }

    private ForeignField root(Operation operation) throws Unclear {
        if (!operation.isRpc()) {
            QName name = operation.parts().isEmpty()
                    ? null
                    : operation.parts().get(0).getElementName();
            XmlSchemaElement element = name == null ? null : schemas.getElementByQName(name);
            if (name == null || element == null) {
                throw new Unclear("操作 %s 的报文在契约里没有写明元素".formatted(operation.name()));
            }
            // a global element is qualified whatever the form of the others
            ForeignField read = field(element, new LinkedHashSet<>(), 0);
            return new ForeignField(
                    name.getLocalPart(),
                    name.getNamespaceURI(),
                    read.words(),
                    read.type(),
                    true,
                    false,
                    read.members());
        }
        List<ForeignField> members = operation.parts().stream()
                .map(part -> new ForeignField(
                        part.getName(),
                        "",
                        "",
                        part.getTypeName() == null ? "" : part.getTypeName().getLocalPart(),
                        true,
                        false,
                        part.getTypeName() == null
                                ? List.of()
                                : members(schemas.getTypeByQName(part.getTypeName()), new LinkedHashSet<>(), 0)))
                .toList();
        return new ForeignField(operation.name(), operation.namespace(), "", "", true, false, members);
    }

    private ForeignField field(XmlSchemaElement declared, Set<Object> above, int depth) {
        XmlSchemaElement element = declared.getRef().getTarget() == null
                ? declared
                : declared.getRef().getTarget();
        XmlSchemaType type = element.getSchemaType() == null && element.getSchemaTypeName() != null
                ? schemas.getTypeByQName(element.getSchemaTypeName())
                : element.getSchemaType();
        QName name = element.getWireName() == null ? element.getQName() : element.getWireName();
        return new ForeignField(
                name.getLocalPart(),
                name.getNamespaceURI(),
                words(element),
                typeOf(element, type),
                declared.getMinOccurs() > 0,
                declared.getMaxOccurs() > 1,
                members(type, above, depth));
    }

    private List<ForeignField> members(XmlSchemaType type, Set<Object> above, int depth) {
        if (!(type instanceof XmlSchemaComplexType complex) || depth > DEEPEST || !above.add(type)) {
            return List.of();
        }
        List<ForeignField> members = new ArrayList<>();
        XmlSchemaParticle particle = complex.getParticle();
        if (complex.getContentModel() != null
                && complex.getContentModel().getContent() instanceof XmlSchemaComplexContentExtension extension) {
            members.addAll(members(schemas.getTypeByQName(extension.getBaseTypeName()), above, depth + 1));
            particle = extension.getParticle();
        }
        elements(particle).forEach(element -> members.add(field(element, above, depth + 1)));
        above.remove(type);
        return members;
    }

    private static Stream<XmlSchemaElement> elements(Object particle) {
        if (particle instanceof XmlSchemaElement element) {
            return Stream.of(element);
        }
        if (particle instanceof XmlSchemaSequence sequence) {
            return sequence.getItems().stream().flatMap(WsdlDraft::elements);
        }
        if (particle instanceof XmlSchemaAll all) {
            return all.getItems().stream().flatMap(WsdlDraft::elements);
        }
        return particle instanceof XmlSchemaChoice choice
                ? choice.getItems().stream().flatMap(WsdlDraft::elements)
                : Stream.empty();
    }

    private static String words(XmlSchemaAnnotated element) {
        return element.getAnnotation() == null
                ? ""
                : element.getAnnotation().getItems().stream()
                        .filter(XmlSchemaDocumentation.class::isInstance)
                        .map(item -> ((XmlSchemaDocumentation) item).getMarkup())
                        .filter(markup -> markup != null && markup.getLength() > 0)
                        .map(markup -> markup.item(0).getTextContent().strip())
                        .collect(Collectors.joining(" "));
    }

    private static String typeOf(XmlSchemaElement element, XmlSchemaType type) {
        if (type instanceof XmlSchemaSimpleType simple
                && simple.getContent() instanceof XmlSchemaSimpleTypeRestriction restriction) {
            String allowed = restriction.getFacets().stream()
                    .filter(XmlSchemaEnumerationFacet.class::isInstance)
                    .map(facet -> String.valueOf(facet.getValue()))
                    .collect(Collectors.joining("、"));
            if (!allowed.isEmpty()) {
                return "只能是" + allowed;
            }
        }
        return element.getSchemaTypeName() == null
                ? ""
                : element.getSchemaTypeName().getLocalPart();
    }

    private String name(ForeignField field) {
        if (field.namespace().isEmpty()) {
            return field.name();
        }
        String prefix = prefixes.computeIfAbsent(field.namespace(), any -> "n" + (prefixes.size() + 1));
        return prefix + ":" + field.name();
    }

    private void element(ForeignField field, String indent, List<String> lines) {
        String name = name(field);
        if (!field.members().isEmpty()) {
            lines.add(indent + "<" + name + ">");
            field.members().forEach(member -> element(member, indent + "  ", lines));
            lines.add(indent + "</" + name + ">");
            return;
        }
        Optional<String> guess = FieldGuess.of(field);
        guess.ifPresentOrElse(any -> guessed++, () -> open++);
        String remark = "<!-- %s: %s -->".formatted(guess.isPresent() ? "猜的" : "要填", field.remark());
        lines.add(indent
                + guess.map(path -> "<%s><xsl:value-of select=\"$message?%s\"/></%s> %s"
                                .formatted(name, path.replace(".", "?"), name, remark))
                        .orElse("<%s/> %s".formatted(name, remark)));
    }
}
