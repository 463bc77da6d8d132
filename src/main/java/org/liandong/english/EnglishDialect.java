package org.liandong.english;

import java.util.Map;
import java.util.Set;
import org.thymeleaf.dialect.IExecutionAttributeDialect;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/** Lets pages be read in English by whoever asks for it. */
public final class EnglishDialect implements IPostProcessorDialect, IExecutionAttributeDialect {
    static final String CATALOG = "catalog";
    private static final int LAST = 1_000;

    private final Catalog catalog;

    public EnglishDialect(Catalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public String getName() {
        return "english";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, EnglishPage.class, LAST));
    }

    @Override
    public Map<String, Object> getExecutionAttributes() {
        return Map.of(CATALOG, catalog);
    }
}
