package org.liandong.operations;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.liandong.english.Catalog;
import org.liandong.english.EnglishDialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import org.springframework.web.util.UriComponentsBuilder;

/** Pages are Chinese until whoever reads them asks for English; the browser remembers it. */
@Configuration(proxyBeanMethods = false)
class PageLanguage implements WebMvcConfigurer {
    private static final String LANG = "lang";

    /**
     * The other language than the page's, and the way to the same page in it.
     *
     * @param tag of BCP 47
     */
    public record Link(String address, String tag, String name) {}

    /** Null where the page has answered a form: it cannot be asked for again. */
    static @Nullable Link other(HttpServletRequest request, Locale now) {
        if (!request.getMethod().equals("GET")) {
            return null;
        }
        boolean english = now.getLanguage().equals(Locale.ENGLISH.getLanguage());
        String tag = english ? "zh-CN" : "en";
        String address = UriComponentsBuilder.newInstance()
                .query(request.getQueryString())
                .replaceQueryParam(LANG, tag)
                .build()
                .toUriString();
        return new Link(address, tag, english ? "中文" : "English");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        LocaleChangeInterceptor asked = new LocaleChangeInterceptor();
        asked.setParamName(LANG);
        asked.setHttpMethods("GET");
        asked.setIgnoreInvalidLocale(true);
        registry.addInterceptor(asked);
    }

    @Bean
    LocaleResolver localeResolver() {
        CookieLocaleResolver cookie = new CookieLocaleResolver(LANG);
        cookie.setDefaultLocale(Locale.SIMPLIFIED_CHINESE);
        cookie.setCookieMaxAge(Duration.ofDays(365));
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        return cookie;
    }

    @Bean
    EnglishDialect englishDialect(Catalog catalog) {
        return new EnglishDialect(catalog);
    }
}
