package org.liandong.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.liandong.ledger.ChainReport.Kind;

/**
 * What joins a step to its neighbours.
 *
 * @param altered whether its own hash is not that of its content
 */
@SuppressWarnings("ArrayRecordComponent") // two texts a row, millions of rows: never compared as records
record ChainLink(long seq, byte[] prevHash, byte[] hash, boolean altered) {
    /** Before the first step. */
    static final ChainLink GENESIS = new ChainLink(0, new byte[0], ascii(Chain.GENESIS), false);

    private static final byte[] BROKEN = ascii(Chain.BROKEN);

    /** Says what is wrong between this step and the one that stands before it. */
    void follow(ChainLink before, Findings findings) {
        boolean gap = seq != before.seq + 1;
        if (gap) {
            findings.add(Kind.MISSING, before.seq + 1, "第%d至%d步缺失".formatted(before.seq + 1, seq - 1));
        }
        if (altered) {
            return;
        }
        if (Arrays.equals(prevHash, BROKEN)) {
            findings.add(Kind.BROKEN_BEFORE, seq, "写第%d步时枢纽已发现此前的链尾与印记不符: 有截去、添加或改写".formatted(seq));
        } else if (!gap && !before.altered && !Arrays.equals(prevHash, before.hash)) {
            findings.add(Kind.REWRITTEN, before.seq, "第%d步与第%d步接不上: 前一步连同哈希被改写".formatted(before.seq, seq));
        }
    }

    boolean hasHash(String hex) {
        return Arrays.equals(hash, ascii(hex));
    }

    private static byte[] ascii(String hex) {
        return hex.getBytes(StandardCharsets.US_ASCII);
    }
}
