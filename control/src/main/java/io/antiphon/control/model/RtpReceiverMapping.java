package io.antiphon.control.model;

import io.antiphon.control.schema.Range;

/**
 * Which two channels of a sink go to one of several RTP receivers.
 *
 * @param receiverSinkName name of the sink that is the receiver
 * @param leftChannel index of the channel that it plays left
 * @param rightChannel index of the channel that it plays right
 */
public record RtpReceiverMapping(
        String receiverSinkName,
        @Range(min = 0, max = 7) int leftChannel,
        @Range(min = 0, max = 7) int rightChannel) {
    /** The first two channels. */
    public static final RtpReceiverMapping DEFAULT = new RtpReceiverMapping("", 0, 1);
}
