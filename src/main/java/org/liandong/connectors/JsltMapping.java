package org.liandong.connectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.TrueJsonFilter;
import java.io.StringReader;
import java.nio.file.Path;

/** A mapping in JSLT. Keys whose value is null are kept: in a contract, absent and null are not the same. */
record JsltMapping(String file, Expression expression) implements Mapping {
    /** Digits are kept as written: a number that went through a double would not be the sender's any more. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static JsltMapping compile(Path folder, String file, CodeTables codes) {
        String text = FolderFile.text(folder, file);
        try {
            Expression expression = new Parser(new StringReader(text))
                    .withSource(file)
                    .withFunctions(JsltFunctions.over(codes))
                    .withResourceResolver(name -> new StringReader(FolderFile.text(folder, name)))
                    .withObjectFilter(new TrueJsonFilter())
                    .compile();
            return new JsltMapping(file, expression);
        } catch (JsltException e) {
            String source = e.getSource() == null ? file : e.getSource();
            throw new FaultyConnectorException(
                    source, Math.max(e.getLine(), 0), "JSLT无法编译,请按提示改正该行:" + e.getMessageWithoutLocation(), e);
        } catch (StackOverflowError e) {
            throw new FaultyConnectorException(file, 0, "JSLT嵌套过深或循环导入:请拆分函数、去掉循环的import", e);
        }
    }

    @Override
    public String apply(String input) {
        JsonNode message;
        try {
            message = JSON.readTree(input);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new MappingException(file, 0, "报文不是合法的JSON(报文第%d行):%s".formatted(line, e.getOriginalMessage()), e);
        }
        if (message.isMissingNode()) {
            throw new MappingException(file, 0, "报文为空", null);
        }
        try {
            return JSON.writeValueAsString(expression.apply(message));
        } catch (JsltException e) {
            throw new MappingException(file, Math.max(e.getLine(), 0), e.getMessageWithoutLocation(), e);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new MappingException(file, 0, String.valueOf(e.getMessage()), e);
        } catch (StackOverflowError e) {
            throw new MappingException(file, 0, "递归过深,已中止", e);
        }
    }
}
