package org.liandong.intake.cleaning;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/**
 * The bytes as one encoding reads them.
 *
 * @param text what was read; a broken tail is dropped, other unreadable bytes are U+FFFD
 * @param wide how many characters beyond ASCII were read
 * @param tails how many values ended in the middle of a character (a sender that cuts at 4000 bytes, reference §3.3)
 * @param lost how many other places could not be read
 */
record Reading(Encoding encoding, String text, int wide, int tails, int lost) {
    private static final String ENDS_OF_VALUES = "<\"',]}|\r\n\t";

    static Reading of(byte[] bytes, int from, Encoding encoding) {
        CharsetDecoder decoder = encoding.decoder()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from + 1);
        int tails = 0;
        int lost = 0;
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (result.isUnderflow()) {
                break;
            }
            int broken = brokenLength(bytes, in.position(), result.length(), encoding);
            in.position(in.position() + broken);
            if (!in.hasRemaining() || ENDS_OF_VALUES.indexOf(in.get(in.position())) >= 0) {
                tails++;
            } else {
                lost++;
                out.put('\uFFFD');
            }
            decoder.reset();
        }
        decoder.flush(out);
        String text = out.flip().toString();
        return new Reading(
                encoding, text, (int) text.codePoints().filter(c -> c > 0x7F).count() - lost, tails, lost);
    }

    boolean isStrict() {
        return tails == 0 && lost == 0;
    }

    /** Whether few enough places are broken that the encoding is still the likely one. */
    boolean isPlausible() {
        return isStrict() || (lost == 0 && tails == 1 && wide > 0) || wide >= 10 * (tails + lost);
    }

    /**
     * How many bytes the broken character takes. What the decoder reports for GB18030 is too short for half a character of
     * four bytes and too long for half a character of two, whose next byte is the end of the value.
     */
    private static int brokenLength(byte[] bytes, int at, int reported, Encoding encoding) {
        int left = bytes.length - at;
        if (!encoding.decoder().equals(Encoding.GB18030) || bytes[at] >= 0 || left == 1) {
            return Math.min(Math.max(1, reported), left);
        }
        byte second = bytes[at + 1];
        if (second >= '0' && second <= '9') {
            return left > 2 && bytes[at + 2] < 0 ? 3 : 2;
        }
        boolean couldFollow = second < 0 || second >= 0x40;
        return couldFollow ? Math.min(Math.max(1, reported), left) : 1;
    }
}
