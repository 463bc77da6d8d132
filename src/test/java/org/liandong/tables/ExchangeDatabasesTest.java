package org.liandong.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liandong.connectors.Connectors;
import org.liandong.connectors.Delivery;

/** Databases that the hub brings no driver for are reached by that of their maker, put into a folder. */
class ExchangeDatabasesTest {
    private static final Delivery DELIVERY = Connectors.loadOne(Path.of("connectors/departments/MZ"))
            .connectors()
            .get(0)
            .delivery();
    private static final Tables.Access ACCESS = new Tables.Access("jdbc:vendor:mem:vendor", "", "");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aMakersDriverInTheFolderIsUsed() throws IOException, SQLException {
        Path drivers = Files.createDirectory(folder.resolve("drivers"));
        vendorsDriver(drivers.resolve("vendor-jdbc-1.0.jar"));

        try (ExchangeDatabases databases = new ExchangeDatabases(drivers)) {
            ExchangeDatabase database = databases.open("MZ", ACCESS, DELIVERY, 1);
            databases.probe("MZ");
            try (Connection connection = database.open();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT 1")) {
                assertThat(row.next()).isTrue();
            }
        }
    }

    @Test
    void withoutADriverTheFolderIsNamed() {
        Path drivers = folder.resolve("drivers");

        try (ExchangeDatabases databases = new ExchangeDatabases(drivers)) {
            assertThatThrownBy(() -> databases.open("MZ", ACCESS, DELIVERY, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("没有用于 jdbc:vendor:mem:vendor 的数据库驱动")
                    .hasMessageContaining(drivers.toString());
        }
    }

    @Test
    void whatIsNoDriverDoesNoHarm() throws IOException, SQLException {
        Path drivers = Files.createDirectory(folder.resolve("drivers"));
        Files.writeString(drivers.resolve("a-broken.jar"), "half a download");
        Files.writeString(drivers.resolve("readme.txt"), "放驱动");
        vendorsDriver(drivers.resolve("vendor-jdbc-1.0.jar"));

        try (ExchangeDatabases databases = new ExchangeDatabases(drivers)) {
            databases.open("MZ", ACCESS, DELIVERY, 1);
            databases.probe("MZ");
        }
    }

    /** A jar as makers ship them: the hub's own class path knows nothing of the class in it. */
    private void vendorsDriver(Path jar) throws IOException {
        Path source = folder.resolve("vendor/VendorDriver.java");
        Files.createDirectories(folder.resolve("vendor"));
        Files.writeString(source, """
                package vendor;

                import java.sql.*;
                import java.util.Properties;
                import java.util.logging.Logger;

                public class VendorDriver implements Driver {
                    private final Driver inner = new org.h2.Driver();

                    static String inner(String url) {
                        return url.replace("jdbc:vendor:", "jdbc:h2:");
                    }

                    public Connection connect(String url, Properties info) throws SQLException {
                        return acceptsURL(url) ? inner.connect(inner(url), info) : null;
                    }

                    public boolean acceptsURL(String url) {
                        return url.startsWith("jdbc:vendor:");
                    }

                    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
                        return new DriverPropertyInfo[0];
                    }

                    public int getMajorVersion() {
                        return 1;
                    }

                    public int getMinorVersion() {
                        return 0;
                    }

                    public boolean jdbcCompliant() {
                        return false;
                    }

                    public Logger getParentLogger() {
                        return Logger.getGlobal();
                    }
                }
                """);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                OutputStream.nullOutputStream(),
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString());
        assertThat(failed).isZero();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of("META-INF/services/java.sql.Driver", "vendor/VendorDriver.class")) {
                out.putNextEntry(new JarEntry(entry));
                out.write(
                        entry.endsWith(".class")
                                ? Files.readAllBytes(folder.resolve(entry))
                                : "vendor.VendorDriver\n".getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        // else it would be found beside the tests
        Files.delete(folder.resolve("vendor/VendorDriver.class"));
    }
}
