package org.liandong.hub;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * An answer that may not go on for ever: after so many bytes, or when so much time has passed since it began, reading fails.
 * For one thread at a time.
 */
class LimitedAnswer extends FilterInputStream {
    /** More than any answer that a receiver has to give. */
    private static final long MOST_BYTES = 8L * 1024 * 1024;

    private final long deadline;
    private final Runnable leave;
    private long left = MOST_BYTES;

    /** @param leave what else is to be done when it goes on too long, for example to cut the line */
    LimitedAnswer(InputStream answer, Duration time, Runnable leave) {
        super(answer);
        this.deadline = System.nanoTime() + time.toNanos();
        this.leave = leave;
    }

    @Override
    public int read() throws IOException {
        return counted(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        return counted(read, read);
    }

    private int counted(int result, int bytes) throws IOException {
        if (result < 0) {
            return result;
        }
        left -= bytes;
        if (left < 0) {
            leave.run();
            throw new IOException("应答超过%d字节,不再读取".formatted(MOST_BYTES));
        }
        if (System.nanoTime() > deadline) {
            leave.run();
            throw new IOException("应答迟迟不完,不再等待");
        }
        return result;
    }
}
