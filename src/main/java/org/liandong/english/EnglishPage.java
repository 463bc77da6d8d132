package org.liandong.english;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.thymeleaf.context.ITemplateContext;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IModelFactory;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.IText;
import org.unbescape.html.HtmlEscape;

/**
 * One page on its way to its reader: in English if that is what is asked for, but for what stands in elements that are not to be
 * translated ({@code translate="no"}): that is somebody's own words. For one page and one thread.
 */
public final class EnglishPage extends AbstractTemplateHandler {
    /** Attributes that people read, or hear. */
    static final List<String> READ = List.of("aria-label", "placeholder", "title", "data-label");

    private @Nullable Catalog catalog;
    private @Nullable IModelFactory models;
    /** How many elements deep it is in what is not to be translated. */
    private int others;

    @Override
    public void setContext(ITemplateContext context) {
        super.setContext(context);
        models = context.getModelFactory();
        catalog = context.getLocale().getLanguage().equals(Locale.ENGLISH.getLanguage())
                ? (Catalog) context.getConfiguration().getExecutionAttributes().get(EnglishDialect.CATALOG)
                : null;
    }

    @Override
    public void handleText(IText text) {
        Catalog known = catalog;
        IModelFactory factory = models;
        if (known == null || factory == null || others > 0) {
            super.handleText(text);
            return;
        }
        String said = text.getText();
        String english = english(known, said);
        super.handleText(english.equals(said) ? text : factory.createText(english));
    }

    @Override
    public void handleStandaloneElement(IStandaloneElementTag element) {
        super.handleStandaloneElement(others == 0 ? read(element) : element);
    }

    @Override
    public void handleOpenElement(IOpenElementTag element) {
        // what is said of somebody's words is the hub's
        IOpenElementTag read = others == 0 ? read(element) : element;
        if (others > 0 || "no".equals(element.getAttributeValue("translate"))) {
            others++;
        }
        super.handleOpenElement(
                catalog != null
                                && models != null
                                && element.getElementCompleteName().equals("html")
                        ? models.setAttribute(read, "lang", Locale.ENGLISH.getLanguage())
                        : read);
    }

    @Override
    public void handleCloseElement(ICloseElementTag element) {
        if (others > 0) {
            others--;
        }
        super.handleCloseElement(element);
    }

    private <T extends IProcessableElementTag> T read(T element) {
        Catalog known = catalog;
        IModelFactory factory = models;
        T read = element;
        if (known == null || factory == null) {
            return read;
        }
        for (String name : READ) {
            String value = read.getAttributeValue(name);
            if (value != null && Catalog.isChinese(value)) {
                read = factory.setAttribute(read, name, english(known, value));
            }
        }
        return read;
    }

    private static String english(Catalog catalog, String html) {
        if (!Catalog.isChinese(html)) {
            return html;
        }
        return HtmlEscape.escapeHtml4Xml(catalog.english(HtmlEscape.unescapeHtml(html)));
    }
}
