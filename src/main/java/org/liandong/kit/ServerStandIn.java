package org.liandong.kit;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.jspecify.annotations.Nullable;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Entry;

/** Plays a system that exchanges files on an SFTP server. What befalls a file befalls it when it is given its name. */
final class ServerStandIn implements ReportingStandIn {
    private static final Map<Mishap, Play> PLAYS = new EnumMap<>(Map.ofEntries(
            entry(Mishap.LONG_TEXT, new Play("四千字、带表情与生僻字,一字不少地送到", "charset 照对方实际的写,映射里不要截短")),
            entry(Mishap.HUNG_UP, new Play("文件与.ok都已放好,应答之前断线", "文件名凭任务号与letterNo认出重复:时间用writtenAt,不要用sentAt")),
            entry(Mishap.HALF_ANSWER, new Play("文件已放好、.ok还没有,断线", "文件名与内容每次一样:时间用writtenAt,不要用sentAt")),
            entry(Mishap.NOT_READ, new Play("文件写到一半断线", "先写.tmp再改名:没有写完的对方看不到")),
            entry(Mishap.LATE, new Play("对方的服务器很慢", "timeouts 照对方的慢来写")),
            entry(Mishap.BUSY, new Play("对方盘满,三次写不下", "写不下不是拒收")),
            entry(Mishap.UNAUTHORIZED, new Play("口令一时不对,两次进不去", "进不去的没有送出,修好以后再送")),
            entry(Mishap.HUB_KILLED, new Play("文件已放好、.ok还没有,枢纽被杀,再起", "文件名与内容每次一样:时间用writtenAt,不要用sentAt")),
            entry(Mishap.LOCKED_OUT, new Play("对方的主机公钥不是约定的那一个:不送;换回来:送到", "files.hostKey 写对方公布的指纹,不要留空"))));
    private static final String HOME = "/exchange";
    private static final String COMPLETION = ".ok";
    private static final int BUSY_TIMES = 3;
    private static final int REFUSED_TIMES = 2;
    private static final Duration SLOW = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Connector connector;
    private final Path root;
    private final Path exchange;
    private final LaidFiles laid;
    private final Book book = new Book();
    private final KeyPair known = key();
    private final KeyPair stranger = key();
    private final AtomicInteger logins = new AtomicInteger();
    private int port;
    private @Nullable SshServer server;

    /** @param own folder that nobody else uses */
    ServerStandIn(Connector connector, Path own) {
        this.connector = connector;
        this.root = own;
        this.exchange = own.resolve(HOME.substring(1));
        this.laid = new LaidFiles(connector, exchange);
    }

    private static KeyPair key() {
        try {
            return KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<Mishap, Play> plays() {
        return PLAYS;
    }

    @Override
    public void leadHere(ObjectNode settings) {
        settings.put("endpoint", "sftp://127.0.0.1:" + port + HOME);
        ObjectNode files = settings.withObjectProperty("files");
        files.remove("privateKey");
        files.put("user", SECRET)
                .put("password", PLACEHOLDER)
                .put("hostKey", KeyUtils.getFingerPrint(BuiltinDigests.sha256, known.getPublic()));
    }

    @Override
    public void open() throws IOException {
        Files.createDirectories(exchange);
        open(known);
    }

    @Override
    public void lockOut() throws IOException {
        shut();
        open(stranger);
    }

    @Override
    public void letIn() throws IOException {
        shut();
        open(known);
    }

    private void open(KeyPair hostKey) throws IOException {
        SshServer fresh = SshServer.setUpDefaultServer();
        fresh.setHost("127.0.0.1");
        fresh.setPort(port);
        fresh.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        fresh.setPasswordAuthenticator((user, password, session) -> mayEnter(user, password));
        SftpSubsystemFactory sftp = new SftpSubsystemFactory.Builder().build();
        sftp.addSftpEventListener(new Naming());
        fresh.setSubsystemFactories(List.of(sftp));
        fresh.setFileSystemFactory(new VirtualFileSystemFactory(root));
        fresh.start();
        port = fresh.getPort();
        server = fresh;
    }

    private boolean mayEnter(String user, String password) {
        if (logins.incrementAndGet() <= REFUSED_TIMES) {
            book.all(Mishap.UNAUTHORIZED).forEach(Page::come);
            return false;
        }
        return user.equals(SECRET) && password.equals(SECRET);
    }

    private void shut() throws IOException {
        SshServer open = server;
        server = null;
        if (open != null) {
            open.stop(true);
        }
    }

    /** A file gets its name, or does not. */
    private final class Naming implements SftpEventListener {
        @Override
        public void moving(ServerSession session, Path from, Path to, Collection<CopyOption> options)
                throws IOException {
            Page page = page(isCompletion(to) ? null : from, to).orElse(null);
            if (page == null) {
                return;
            }
            try {
                befall(session, page, isCompletion(to));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("演练结束", e);
            }
        }

        @Override
        public void moved(
                ServerSession session, Path from, Path to, Collection<CopyOption> options, @Nullable Throwable trouble)
                throws IOException {
            Path data =
                    isCompletion(to) && trouble == null ? LaidFiles.spokenOf(to).orElse(null) : null;
            Page page = data == null ? null : book.pageFor(text(data)).orElse(null);
            if (data == null || page == null) {
                return;
            }
            page.take(text(data));
            if (page.mishap() == Mishap.HUNG_UP && page.come() == 1) {
                session.close(true);
            }
        }
    }

    private void befall(ServerSession session, Page page, boolean completion) throws IOException, InterruptedException {
        if (book.isTooEarlyFor(page)) {
            throw new IOException("No space left on device");
        }
        switch (page.mishap()) {
            case BUSY -> {
                if (!completion && page.come() <= BUSY_TIMES) {
                    throw new IOException("No space left on device");
                }
            }
            case NOT_READ -> {
                if (!completion && page.come() == 1) {
                    session.close(true);
                    throw new IOException("断线");
                }
            }
            case HALF_ANSWER -> {
                if (completion && page.come() == 1) {
                    session.close(true);
                    throw new IOException("断线");
                }
            }
            case LATE -> {
                if (completion && page.come() == 1) {
                    book.pause(SLOW);
                }
            }
            case HUB_KILLED -> {
                if (completion && page.come() == 1) {
                    page.arrive();
                    book.pause(PATIENCE);
                    throw new IOException("没有人等了");
                }
            }
            default -> {}
        }
    }

    private static boolean isCompletion(Path file) {
        return String.valueOf(file.getFileName()).endsWith(COMPLETION);
    }

    /** By the file's text, which for a completion stands in the file beside it. */
    private Optional<Page> page(@Nullable Path draft, Path file) throws IOException {
        Optional<Path> data = draft == null ? LaidFiles.spokenOf(file) : Optional.of(draft);
        return data.isEmpty()
                ? Optional.empty()
                : book.pageFor(String.valueOf(file.getFileName()) + "\n" + text(data.get()));
    }

    private String text(Path file) throws IOException {
        return file.getFileName()
                + "\n"
                + new String(Files.readAllBytes(file), connector.delivery().charset());
    }

    @Override
    public Book book() {
        return book;
    }

    @Override
    public void close() {
        book.close();
        try {
            shut();
        } catch (IOException e) {
            // it is gone as it is
        }
    }

    @Override
    public boolean reaches(Entry entry) {
        return entry.kind() == Entry.Kind.FILE;
    }

    @Override
    public List<Manner> wrong(Entry entry) {
        return LaidFiles.WRONG;
    }

    @Override
    public Laid report(Entry entry, String message, Manner manner) throws IOException {
        return laid.lay(entry, message, manner);
    }
}
