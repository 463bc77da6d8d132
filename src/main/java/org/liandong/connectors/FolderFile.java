package org.liandong.connectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Files of a connector, which never lie outside its folder: a connector is data of its own and nobody else's. */
final class FolderFile {
    private FolderFile() {}

    /** @throws FaultyConnectorException if the name leads out of the folder */
    static Path within(Path folder, String file) {
        Path home = folder.toAbsolutePath().normalize();
        Path path = home.resolve(file).normalize();
        if (!path.startsWith(home) || leadsOut(home, path)) {
            throw new FaultyConnectorException(file, 0, "文件须在接口自己的目录内:请改为目录内的相对路径");
        }
        return path;
    }

    /** The text of a UTF-8 file without byte order mark. */
    static String text(Path folder, String file) {
        try {
            String text = Files.readString(within(folder, file));
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new FaultyConnectorException(file, 0, "文件不存在:请补上文件或改正文件名", e);
        } catch (CharacterCodingException e) {
            throw new FaultyConnectorException(file, 0, "文件不是UTF-8编码:请另存为UTF-8", e);
        } catch (IOException e) {
            throw new FaultyConnectorException(file, 0, "文件无法读取:" + e.getMessage(), e);
        }
    }

    /** A certificate in PEM or DER. */
    static X509Certificate certificate(Path folder, String file) {
        try (InputStream in = Files.newInputStream(within(folder, file))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (NoSuchFileException e) {
            throw new FaultyConnectorException(file, 0, "文件不存在:请补上文件或改正文件名", e);
        } catch (CertificateException e) {
            throw new FaultyConnectorException(file, 0, "不是X.509证书:请换成PEM或DER格式的证书,不要私钥", e);
        } catch (IOException e) {
            throw new FaultyConnectorException(file, 0, "文件无法读取:" + e.getMessage(), e);
        }
    }

    private static boolean leadsOut(Path home, Path path) {
        try {
            return Files.exists(path) && !path.toRealPath().startsWith(home.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }
}
