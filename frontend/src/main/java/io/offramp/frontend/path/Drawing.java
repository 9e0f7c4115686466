package io.offramp.frontend.path;

import io.offramp.frontend.component.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a drawing of a path shows: boxes, and an arrow between each two.
 *
 * @param boxes from the port to what is behind it, such as Linux
 * @param arrows one less than boxes
 */
record Drawing(List<Box> boxes, List<Arrow> arrows) {

    /**
     * A station of the path.
     *
     * @param kind what it is
     * @param name which one
     * @param detail what else is to know
     * @param state how it is
     * @param tone how good that is
     */
    record Box(String kind, String name, String detail, String state, Tone tone) {}

    /**
     * The way between two boxes.
     *
     * @param toKernel what moves to the right
     * @param fromKernel what moves to the left
     * @param tone whether packets can pass
     * @param measured whether packets are counted here
     */
    record Arrow(Lane toKernel, Lane fromKernel, Tone tone, boolean measured) {}

    /**
     * One direction.
     *
     * @param packets the packet rate
     * @param bits the bit rate
     * @param moving whether packets move
     * @param loss what gets lost here, or null when nothing does
     */
    record Lane(
            String packets,
            String bits,
            boolean moving,
            @Nullable String loss) {}
}
