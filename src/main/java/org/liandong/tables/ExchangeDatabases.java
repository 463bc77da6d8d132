package org.liandong.tables;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.liandong.connectors.Delivery;

/**
 * The exchange databases of departments, with the drivers that the hub brings and those that somebody put into a folder. One
 * that is away is tried again with every use.
 */
final class ExchangeDatabases implements AutoCloseable {
    private static final long IDLE = TimeUnit.MINUTES.toMillis(1);
    private static final long SHORTEST = TimeUnit.SECONDS.toMillis(1);

    private final Path folder;
    private final URLClassLoader classes;
    private final List<Driver> drivers = new ArrayList<>();
    private final Map<String, HikariDataSource> open = new ConcurrentHashMap<>();

    ExchangeDatabases(Path folder) {
        this.folder = folder;
        this.classes = new URLClassLoader(jars(folder), ExchangeDatabases.class.getClassLoader());
        ServiceLoader.load(Driver.class, classes).forEach(drivers::add);
    }

    private static URL[] jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(ExchangeDatabases::url)
                    .toArray(URL[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Another one of that name is closed.
     *
     * @throws IllegalArgumentException if there is no driver for the address
     */
    ExchangeDatabase open(String name, Tables.Access access, Delivery delivery, int readers) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("exchange-" + name);
        config.setJdbcUrl(access.url());
        config.setUsername(access.user());
        config.setPassword(access.password());
        config.setMaximumPoolSize(delivery.concurrency() + readers);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE);
        long connect = Math.max(delivery.timeouts().connect().toMillis(), SHORTEST);
        config.setConnectionTimeout(connect);
        config.setValidationTimeout(connect);
        config.setInitializationFailTimeout(-1);
        HikariDataSource source = withDriver(driver(access.url()), config);
        Optional.ofNullable(open.put(name, source)).ifPresent(HikariDataSource::close);
        return new ExchangeDatabase(source, delivery.timeouts().answer());
    }

    void probe(String name) throws SQLException {
        HikariDataSource source = open.get(name);
        if (source == null) {
            throw new SQLException("还没有接上");
        }
        try (Connection connection = source.getConnection()) {
            if (!connection.isValid(
                    (int) Duration.ofMillis(source.getValidationTimeout()).toSeconds())) {
                throw new SQLException("连上了,没有应答");
            }
        }
    }

    void close(String name) {
        Optional.ofNullable(open.remove(name)).ifPresent(HikariDataSource::close);
    }

    /** The pool looks for its driver where the thread does. */
    private HikariDataSource withDriver(Driver driver, HikariConfig config) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            config.setDriverClassName(driver.getClass().getName());
            return new HikariDataSource(config);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Driver driver(String url) {
        for (Driver driver : drivers) {
            try {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            } catch (SQLException e) {
                throw new IllegalArgumentException("前置库地址 %s 不对: %s".formatted(url, e.getMessage()), e);
            }
        }
        throw new IllegalArgumentException("没有用于 %s 的数据库驱动:请把厂商的驱动jar放进 %s,再启动".formatted(url, folder));
    }

    @Override
    public void close() {
        open.values().forEach(HikariDataSource::close);
        try {
            classes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
