package org.liandong.hub;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.liandong.connectors.Connector;
import org.liandong.connectors.Delivery;
import org.liandong.files.FileExchange;
import org.liandong.operations.ConnectedSystem.Finding;
import org.liandong.security.CertificateEnd;
import org.liandong.tables.Tables;

/** Tries to reach systems and says in plain words how far that goes. Sends no message. Safe for any thread. */
final class Probes {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu年M月d日", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final int SERVER_ERROR = 500;
    /** So long before its end a certificate should be renewed. */
    private static final Duration SOON = Duration.ofDays(30);

    private final Tables tables;
    private final FileExchange files;
    private final SSLSocketFactory trusting;
    private final Clock clock;

    Probes(Tables tables, FileExchange files, Clock clock) {
        this(tables, files, (SSLSocketFactory) SSLSocketFactory.getDefault(), clock);
    }

    /** @param trusting whom certificates must satisfy */
    Probes(Tables tables, FileExchange files, SSLSocketFactory trusting, Clock clock) {
        this.trusting = trusting;
        this.tables = tables;
        this.files = files;
        this.clock = clock;
    }

    /** @param address empty if nobody has said where the system is */
    List<Finding> of(Connector connector, Optional<String> address) {
        String protocol = connector.delivery().protocol();
        if (protocol.equals("inbox")) {
            return List.of(well("收件箱", "任务就在枢纽的网页上,没有要连的系统"));
        }
        if (protocol.equals("queue")) {
            return List.of(well("队列", "枢纽只管放进队列,由对方来取;没有取走的在下面的队列里看得到"));
        }
        if (address.isEmpty()) {
            return List.of(ill(
                    "地址", "没有写: 请网格办在 --config 的文件里写上 " + connector.delivery().endpoint()));
        }
        return switch (protocol) {
            case "rest", "soap" -> http(connector, address.get());
            case "jdbc" -> List.of(table(connector));
            default -> List.of(folder(connector));
        };
    }

    private Finding table(Connector connector) {
        try {
            tables.probe(connector.name());
            return well("前置库", "进得去");
        } catch (SQLException e) {
            return ill("前置库", "进不去: %s。核对地址、账号口令,看数据库开着没有".formatted(first(e)));
        }
    }

    private Finding folder(Connector connector) {
        try {
            files.probe(connector.name());
            return well("文件夹", "进得去");
        } catch (IOException e) {
            return ill("文件夹", "进不去: %s。核对地址、账号、主机公钥指纹,看服务器开着、挂载在不在".formatted(first(e)));
        }
    }

    private List<Finding> http(Connector connector, String address) {
        List<Finding> findings = new ArrayList<>();
        URI place = URI.create(address);
        boolean secure = "https".equals(place.getScheme());
        int port = place.getPort() >= 0 ? place.getPort() : secure ? HTTPS : HTTP;
        int patience = Math.toIntExact(connector.delivery().timeouts().connect().toMillis());
        try (Socket socket = new Socket()) {
            InetAddress host = InetAddress.getByName(place.getHost());
            findings.add(well("主机名", place.getHost() + " 是 " + host.getHostAddress()));
            socket.connect(new InetSocketAddress(host, port), patience);
            findings.add(well("连接", "%d 端口有人听".formatted(port)));
            if (secure) {
                socket.setSoTimeout(patience);
                findings.add(certificate(socket, place.getHost(), port));
            }
            findings.add(spoken(place, connector.delivery().timeouts()));
        } catch (UnknownHostException e) {
            findings.add(ill("主机名", "查不到 %s: 核对地址,或看域名解析".formatted(place.getHost())));
        } catch (SocketTimeoutException e) {
            findings.add(ill("连接", "%s 没有回音: 多半是防火墙没有放行,或对方停机".formatted(place.getAuthority())));
        } catch (ConnectException e) {
            findings.add(ill("连接", "%s 拒绝连接: 对方的服务没有起来,或端口写错".formatted(place.getAuthority())));
        } catch (SSLException e) {
            findings.add(ill("证书", distrust(e)));
        } catch (IOException e) {
            findings.add(ill("连接", "断了: " + first(e)));
        }
        return findings;
    }

    /**
     * When the certificate of the system at the address ends; empty if it is not spoken to with one, or cannot be reached or
     * trusted: then letters do not get through, and that is said elsewhere.
     */
    Optional<Instant> certificateEnd(String address, Duration patience) {
        URI place = URI.create(address);
        if (!"https".equals(place.getScheme())) {
            return Optional.empty();
        }
        int port = place.getPort() >= 0 ? place.getPort() : HTTPS;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(place.getHost(), port), Math.toIntExact(patience.toMillis()));
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            return Optional.of(CertificateEnd.of(own(socket, place.getHost(), port)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Finding certificate(Socket plain, String host, int port) throws IOException {
        Instant end = CertificateEnd.of(own(plain, host, port));
        Duration left = Duration.between(clock.instant(), end);
        String words = lasts(end, left);
        return isSoon(left) ? ill("证书", words + ": 请及早换新的") : well("证书", words);
    }

    static String lasts(Instant end, Duration left) {
        return "有效至%s,还有%d天".formatted(DAY.format(end), left.toDays());
    }

    static boolean isSoon(Duration left) {
        return left.compareTo(SOON) < 0;
    }

    private X509Certificate own(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) trusting.createSocket(plain, host, port, false);
        SSLParameters strict = socket.getSSLParameters();
        strict.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(strict);
        socket.startHandshake();
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private static String distrust(SSLException trouble) {
        for (Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "已经过期: 请对方换新证书。换好之前什么也不会送";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "还没有到生效的日子: 核对两边的时钟";
            }
        }
        String said = String.valueOf(trouble.getMessage());
        if (said.contains("PKIX") || said.contains("certification path")) {
            return "不是枢纽信任的机构签发的: 把对方的根证书装进枢纽的 Java 信任库(-Djavax.net.ssl.trustStore)";
        }
        if (said.contains("No name matching") || said.contains("subject alternative")) {
            return "证书上的名字不是这个地址: 地址写证书上的名字,或请对方重签";
        }
        return "谈不拢: " + said;
    }

    private static Finding spoken(URI place, Delivery.Timeouts timeouts) {
        try {
            HttpResponse<Void> answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(timeouts.connect())
                    .build()
                    .send(
                            HttpRequest.newBuilder(place)
                                    .timeout(timeouts.answer())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() >= SERVER_ERROR
                    ? ill("应答", "HTTP %d: 对方的系统出错".formatted(answer.statusCode()))
                    : well("应答", "HTTP %d: 有应答(没有送报文,这里不验凭据)".formatted(answer.statusCode()));
        } catch (IOException e) {
            return ill("应答", "连上了,没有应答: " + first(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ill("应答", "被中断");
        }
    }

    private static String first(Throwable trouble) {
        Throwable root = trouble;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = String.valueOf(root.getMessage());
        return said.lines().findFirst().orElse(root.getClass().getSimpleName());
    }

    private static Finding well(String step, String words) {
        return new Finding(step, true, words);
    }

    private static Finding ill(String step, String words) {
        return new Finding(step, false, words);
    }
}
