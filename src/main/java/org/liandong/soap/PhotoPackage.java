package org.liandong.soap;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.ParseException;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An envelope with its photographs beside it instead of as base64 text within (W3C MTOM and XOP): a multipart message whose
 * first part is the envelope, with {@code xop:Include} where each photograph belongs.
 *
 * @param contentType of the envelope
 * @param photos by their Content-ID, without angle brackets
 */
@SuppressWarnings("ArrayRecordComponent") // read once and compared by nobody
public record PhotoPackage(byte[] envelope, String contentType, Map<String, byte[]> photos) {
    /** More parts than this has no message of a case. */
    private static final int MOST_PARTS = 100;

    private static final String TYPE = "multipart/related";
    private static final String XOP = "application/xop+xml";
    private static final String ROOT = "envelope@liandong";
    private static final Pattern INCLUDE = Pattern.compile(
            "<(?:[\\w.-]+:)?Include\\s[^<>]*?\\bhref\\s*=\\s*[\"']cid:([^\"'<>]+)[\"'][^<>]*?(?:/>|>\\s*</(?:[\\w.-]+:)?Include\\s*>)");

    public PhotoPackage {
        photos = Map.copyOf(photos);
    }

    /** The message is not whole: a part, its end or what it names is missing. */
    public static final class Damaged extends Exception {
        private static final long serialVersionUID = 1L;

        Damaged(String message) {
            super(message);
        }
    }

    /** @param contentType as the transport says it; null if it says nothing */
    public static boolean isOne(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /** @throws Damaged if it is not whole; whoever sent it should send it again */
    public static PhotoPackage read(byte[] message, String contentType) throws Damaged {
        try {
            ContentType type = new ContentType(contentType);
            String boundary = type.getParameter("boundary");
            if (boundary == null || !ends(message, boundary)) {
                throw new Damaged("多部分报文没有收完整:缺少结尾的分隔行,请重发");
            }
            MimeMultipart parts = new MimeMultipart(new ByteArrayDataSource(message, contentType));
            int count = parts.getCount();
            if (count == 0 || count > MOST_PARTS) {
                throw new Damaged("多部分报文须有1到%d个部分".formatted(MOST_PARTS));
            }
            String start = type.getParameter("start");
            BodyPart root = parts.getBodyPart(0);
            Map<String, byte[]> photos = new LinkedHashMap<>();
            for (int index = 0; index < count; index++) {
                BodyPart part = parts.getBodyPart(index);
                String id = id(part);
                if (start != null && id.equals(bare(start))) {
                    root = part;
                }
                photos.put(id, bytes(part));
            }
            return new PhotoPackage(bytes(root), root.getContentType(), photos);
        } catch (ParseException e) {
            throw new Damaged("Content-Type不合multipart/related的写法,请改正");
        } catch (MessagingException | IOException e) {
            throw new Damaged("多部分报文拆不开:" + e.getMessage());
        }
    }

    /** What is cut has no such end. */
    private static boolean ends(byte[] message, String boundary) {
        byte[] end = ("--" + boundary + "--").getBytes(StandardCharsets.ISO_8859_1);
        for (int from = message.length - end.length; from >= 0; from--) {
            if (Arrays.equals(message, from, from + end.length, end, 0, end.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The envelope as if the photographs had been written into it as base64.
     *
     * @param text the envelope, decoded
     * @throws Damaged if it names a photograph that is not there
     */
    public String inlined(String text) throws Damaged {
        return inlined(text, photos);
    }

    /** @param photos by what the envelope calls them */
    public static String inlined(String text, Map<String, byte[]> photos) throws Damaged {
        Matcher includes = INCLUDE.matcher(text);
        StringBuilder inlined = new StringBuilder(text.length());
        while (includes.find()) {
            byte[] photo = photos.get(id(includes));
            if (photo == null) {
                throw new Damaged("报文提到附件cid:%s,却没有这个部分,请重发".formatted(id(includes)));
            }
            includes.appendReplacement(inlined, Base64.getEncoder().encodeToString(photo));
        }
        return includes.appendTail(inlined).toString();
    }

    /** As in a URL (RFC 2392). */
    private static String id(Matcher include) {
        return URLDecoder.decode(include.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** The message for people: the envelope, and of each photograph only how large it is. Any other message as it is. */
    public static String shown(byte[] message, @Nullable String contentType, Charset charset) {
        if (contentType == null || !isOne(contentType)) {
            return new String(message, charset);
        }
        try {
            PhotoPackage all = read(message, contentType);
            String envelope = new String(all.envelope(), charset);
            StringBuilder shown = new StringBuilder(envelope);
            for (String id : named(envelope)) {
                byte[] photo = all.photos().get(id);
                shown.append("\n\n[cid:%s %s]".formatted(id, photo == null ? "缺" : photo.length + "字节"));
            }
            return shown.toString();
        } catch (Damaged e) {
            return new String(message, charset);
        }
    }

    /** What the envelope names, each once, in the order in which it comes. */
    public static List<String> named(String envelope) {
        List<String> names = new ArrayList<>();
        Matcher includes = INCLUDE.matcher(envelope);
        while (includes.find()) {
            if (!names.contains(id(includes))) {
                names.add(id(includes));
            }
        }
        return names;
    }

    /** A message as it goes over the line. */
    @SuppressWarnings("ArrayRecordComponent") // written once and compared by nobody
    public record Packed(String contentType, byte[] body) {}

    /**
     * An envelope and its photographs in one message.
     *
     * @param envelope with {@code xop:Include} for each
     * @param version and action say what kind of envelope it is
     */
    public static Packed packed(
            String envelope, Map<String, byte[]> photos, SoapVersion version, Charset charset, String action) {
        String kind = version == SoapVersion.V1_1 ? "text/xml" : "application/soap+xml";
        try {
            ContentType about = new ContentType(TYPE);
            about.setParameter("type", XOP);
            about.setParameter("start", "<" + ROOT + ">");
            about.setParameter("start-info", kind);
            MimeMultipart parts = new MimeMultipart(about.toString().substring("multipart/".length()));
            parts.addBodyPart(
                    part(ROOT, XOP + ";charset=" + charset + ";type=\"" + kind + "\"", envelope.getBytes(charset)));
            for (Map.Entry<String, byte[]> photo : photos.entrySet()) {
                parts.addBodyPart(part(photo.getKey(), "application/octet-stream", photo.getValue()));
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            parts.writeTo(body);
            String outer = parts.getContentType().replaceAll("[\\r\\n]+\\s*", " ");
            boolean inType = version == SoapVersion.V1_2 && !action.isEmpty();
            return new Packed(inType ? outer + "; action=\"" + action + "\"" : outer, body.toByteArray());
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("照片装不进报文: " + e.getMessage(), e);
        }
    }

    private static MimeBodyPart part(String id, String contentType, byte[] content) throws MessagingException {
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", contentType);
        headers.setHeader("Content-Transfer-Encoding", "binary");
        headers.setHeader("Content-ID", "<" + id + ">");
        return new MimeBodyPart(headers, content);
    }

    private static String id(BodyPart part) throws MessagingException {
        String id = part instanceof MimeBodyPart mime ? mime.getContentID() : null;
        return id == null ? "" : bare(id);
    }

    private static String bare(String id) {
        return id.strip().replaceAll("^<|>$", "");
    }

    private static byte[] bytes(BodyPart part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
