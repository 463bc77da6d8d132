package org.liandong.connectors;

import java.util.LinkedHashMap;
import java.util.Map;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;
import org.liandong.geodesy.GaussKrueger;
import org.liandong.security.crypto.Sm3;

/**
 * What mappings in XSLT have beyond the language, in the namespace {@value #NAMESPACE}:
 *
 * <ul>
 *   <li>{@code lookup(table, code)}: the row of a code table as a map, or nothing
 *   <li>{@code local-time(iso, pattern)}: a time of a canonical message on the city's wall clock, or nothing
 *   <li>{@code projected(lng, lat)}: a place in CGCS2000 degrees as a map of {@code x} and {@code y} in metres of its three-degree zone, x
 *       with the zone's number before it, or nothing
 *   <li>{@code sm3(text)}: its SM3 in hexadecimal digits
 * </ul>
 */
final class SaxonFunctions {
    static final String NAMESPACE = "urn:liandong:connector";

    private static final SequenceType TEXT = SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);
    private static final SequenceType TEXT_OR_NOTHING =
            SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_ONE);
    private static final SequenceType NUMBER_OR_NOTHING =
            SequenceType.makeSequenceType(ItemType.NUMERIC, OccurrenceIndicator.ZERO_OR_ONE);
    private static final SequenceType ROW =
            SequenceType.makeSequenceType(ItemType.ANY_MAP, OccurrenceIndicator.ZERO_OR_ONE);

    private SaxonFunctions() {}

    static ExtensionFunction lookup(CodeTables codes) {
        return new Own("lookup", new SequenceType[] {TEXT, TEXT_OR_NOTHING}, ROW, arguments -> {
            Map<String, String> row =
                    arguments[1].size() == 0 ? null : codes.lookup(text(arguments[0]), text(arguments[1]));
            return row == null ? XdmEmptySequence.getInstance() : XdmMap.makeMap(new LinkedHashMap<>(row));
        });
    }

    static ExtensionFunction localTime() {
        return new Own(
                "local-time",
                new SequenceType[] {TEXT_OR_NOTHING, TEXT},
                TEXT_OR_NOTHING,
                arguments -> arguments[0].size() == 0
                        ? XdmEmptySequence.getInstance()
                        : new XdmAtomicValue(CityTime.format(text(arguments[0]), text(arguments[1]))));
    }

    static ExtensionFunction sm3() {
        return new Own(
                "sm3", new SequenceType[] {TEXT}, TEXT, arguments -> new XdmAtomicValue(Sm3.hex(text(arguments[0]))));
    }

    static ExtensionFunction projected() {
        return new Own("projected", new SequenceType[] {NUMBER_OR_NOTHING, NUMBER_OR_NOTHING}, ROW, arguments -> {
            if (arguments[0].size() == 0 || arguments[1].size() == 0) {
                return XdmEmptySequence.getInstance();
            }
            double lng = Double.parseDouble(text(arguments[0]));
            GaussKrueger.Metres metres =
                    GaussKrueger.ofThreeDegrees(lng).toMetres(lng, Double.parseDouble(text(arguments[1])));
            Map<String, Double> found = new LinkedHashMap<>();
            found.put("x", metres.east());
            found.put("y", metres.north());
            return XdmMap.makeMap(found);
        });
    }

    private static String text(XdmValue value) {
        return value.itemAt(0).getStringValue();
    }

    /** What a function does with its arguments. */
    private interface Body {
        XdmValue of(XdmValue[] arguments);
    }

    private static final class Own implements ExtensionFunction {
        private final QName name;
        private final SequenceType[] arguments;
        private final SequenceType result;
        private final Body body;

        Own(String name, SequenceType[] arguments, SequenceType result, Body body) {
            this.name = new QName(NAMESPACE, name);
            this.arguments = arguments;
            this.result = result;
            this.body = body;
        }

        @Override
        public QName getName() {
            return name;
        }

        @Override
        public SequenceType getResultType() {
            return result;
        }

        @Override
        public SequenceType[] getArgumentTypes() {
            return arguments.clone();
        }

        @Override
        public XdmValue call(XdmValue[] values) throws SaxonApiException {
            try {
                return body.of(values);
            } catch (IllegalArgumentException e) {
                throw new SaxonApiException(String.valueOf(e.getMessage()), e);
            }
        }
    }
}
