package org.liandong.hub;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.MultipartConfigFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves the published contracts under {@code /contracts}, and takes photographs with the forms of the inbox. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {
    /** As text within a message this is less than the largest message. */
    private static final DataSize PHOTOS = DataSize.ofKilobytes(2_900);

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/contracts/**").addResourceLocations("classpath:/contracts/");
    }

    /** The web server's own folder is with the data: one in the machine's temporary folder is cleared away there. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webFolder(HubSettings settings) {
        return server -> server.setBaseDirectory(settings.data().resolve("web").toFile());
    }

    @Bean
    MultipartConfigElement multipartConfig() {
        MultipartConfigFactory limits = new MultipartConfigFactory();
        limits.setMaxFileSize(PHOTOS);
        limits.setMaxRequestSize(PHOTOS);
        limits.setFileSizeThreshold(PHOTOS);
        return limits.createMultipartConfig();
    }

    @Bean
    StandardServletMultipartResolver multipartResolver() {
        StandardServletMultipartResolver resolver = new StandardServletMultipartResolver() {
            @Override
            public boolean isMultipart(HttpServletRequest request) {
                return request.getServletPath().startsWith("/inbox/") && super.isMultipart(request);
            }
        };
        resolver.setResolveLazily(true);
        return resolver;
    }
}
