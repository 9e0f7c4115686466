package io.offramp.dataplane.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Capture files in the format of pcap-savefile(5), little-endian, Ethernet. */
final class PcapFile {
    private static final int HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final int LARGEST = 1514;

    private PcapFile() {}

    /** Frames of 60 to 1514 bytes, all different. */
    static byte[] ofDistinctFrames(int frames) {
        ByteBuffer file =
                ByteBuffer.allocate(HEADER + frames * (RECORD_HEADER + LARGEST)).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
        file.putInt(0).putInt(0).putInt(65535).putInt(1);
        for (int i = 0; i < frames; i++) {
            int length = 60 + i % (LARGEST - 60 + 1);
            file.putInt(i).putInt(0).putInt(length).putInt(length);
            int start = file.position();
            file.put(HexFormat.of().parseHex("0200000000010200000000020800")).putInt(i);
            while (file.position() < start + length) {
                file.put((byte) (i + file.position()));
            }
        }
        byte[] bytes = new byte[file.position()];
        file.flip().get(bytes);
        return bytes;
    }

    static List<byte[]> frames(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        file.position(HEADER);
        List<byte[]> frames = new ArrayList<>();
        while (file.hasRemaining()) {
            file.position(file.position() + 2 * Integer.BYTES);
            byte[] frame = new byte[file.getInt()];
            file.getInt();
            file.get(frame);
            frames.add(frame);
        }
        return frames;
    }
}
