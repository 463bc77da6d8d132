package org.liandong.files;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.loader.openssh.OpenSSHKeyPairResourceParser;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Delivery;

/**
 * A system's SFTP server. Keeps its connection as long as it works and makes a new one when it is needed. Safe for any thread.
 */
final class FileServer implements Place {
    private static final int DEFAULT_PORT = 22;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final SshClient ssh;
    private final FileExchange.Access access;
    private final Delivery.Timeouts timeouts;
    private @Nullable ClientSession session;
    private @Nullable FileSystem files;
    private @Nullable String shownKey;

    FileServer(SshClient ssh, FileExchange.Access access, Delivery.Timeouts timeouts) {
        this.ssh = ssh;
        this.access = access;
        this.timeouts = timeouts;
    }

    /** Nobody was let in, so nothing can have been written. */
    static final class NoEntry extends IOException {
        private static final long serialVersionUID = 1L;

        NoEntry(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public Path path(String path) throws NoEntry {
        String folder = access.address().getPath();
        return files().getPath(folder == null || folder.isEmpty() ? "/" : folder)
                .resolve(path);
    }

    private synchronized FileSystem files() throws NoEntry {
        ClientSession old = session;
        FileSystem open = files;
        if (open != null && open.isOpen() && old != null && old.isOpen()) {
            return open;
        }
        close();
        try {
            return connect();
        } catch (IOException | GeneralSecurityException e) {
            String shown = shownKey;
            close();
            boolean stranger = shown != null && !shown.equals(access.hostKey());
            throw new NoEntry(
                    stranger
                            ? "主机公钥不符:收到 %s,约定的是 %s;请向对方核实".formatted(shown, access.hostKey())
                            : "进不了文件服务器 %s: %s".formatted(access.address(), e.getMessage()),
                    e);
        }
    }

    private FileSystem connect() throws IOException, GeneralSecurityException {
        URI address = access.address();
        shownKey = null;
        ClientSession fresh = ssh.connect(
                        access.user(), address.getHost(), address.getPort() < 0 ? DEFAULT_PORT : address.getPort())
                .verify(timeouts.connect())
                .getSession();
        session = fresh;
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(fresh, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(fresh, 2);
        fresh.setServerKeyVerifier((client, remote, key) -> isExpected(key));
        if (access.privateKey().isEmpty()) {
            fresh.addPasswordIdentity(access.password());
        } else {
            for (KeyPair pair : OpenSSHKeyPairResourceParser.INSTANCE.loadKeyPairs(
                    fresh, Path.of(access.privateKey()), (any, resource, attempt) -> null)) {
                fresh.addPublicKeyIdentity(pair);
            }
        }
        fresh.auth().verify(timeouts.connect());
        FileSystem opened = SftpClientFactory.instance().createSftpFileSystem(fresh);
        files = opened;
        return opened;
    }

    private boolean isExpected(PublicKey key) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        shownKey = fingerprint;
        return access.hostKey().equals(fingerprint);
    }

    @Override
    public synchronized void close() {
        Optional.ofNullable(session).ifPresent(old -> old.close(true));
        session = null;
        files = null;
    }
}
