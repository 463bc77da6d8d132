package org.liandong;

/** The {@code hub} command. */
public final class Liandong {
    private Liandong() {}

    public static void main(String[] args) {
        System.out.println("联动枢纽");
    }
}
