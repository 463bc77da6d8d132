package org.liandong.simulator;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Small real JPEG pictures, different for each name and the same for the same name. */
final class Pictures {
    private Pictures() {}

    static byte[] jpeg(String name) {
        BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
        int hash = name.hashCode();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                int shade = Math.floorMod(hash >> (x / 8 + y / 8 * 4), 256);
                image.setRGB(x, y, new Color(shade, (shade + x * 7) % 256, (shade + y * 9) % 256).getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpg", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String base64(String name) {
        return Base64.getEncoder().encodeToString(jpeg(name));
    }
}
