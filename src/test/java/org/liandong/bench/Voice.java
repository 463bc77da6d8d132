package org.liandong.bench;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An outside system that speaks to the hub when it has something to say: a few connections, in no order. */
final class Voice {
    private final BlockingQueue<Word> waiting = new LinkedBlockingQueue<>();

    private record Word(Supplier<byte[]> request, Consumer<Line.Answer> heard) {}

    Voice(String name, int port, int connections) {
        for (int i = 0; i < connections; i++) {
            Desk.daemon(name + "-" + i, () -> speak(port));
        }
    }

    /** @param request made when its turn comes */
    void say(Supplier<byte[]> request, Consumer<Line.Answer> heard) {
        waiting.add(new Word(request, heard));
    }

    private void speak(int port) {
        try {
            Word word = waiting.take();
            try (Line line = new Line(port)) {
                while (true) {
                    word.heard().accept(line.call(word.request().get()));
                    word = waiting.take();
                }
            }
        } catch (IOException hubIsGone) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
