package io.antiphon.io.webrtc.client;

import io.antiphon.io.webrtc.dtls.Fingerprint;

/** The offer of a {@link Listener}, as a browser writes it. Stateless. */
final class ListenerOffer {
    private ListenerOffer() {}

    static String write(String fragment, String password, Fingerprint fingerprint, String opusParameters) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 2 IN IP4 127.0.0.1",
                "s=-",
                "t=0 0",
                "a=group:BUNDLE 0",
                "m=audio 9 UDP/TLS/RTP/SAVPF 63 111 0",
                "c=IN IP4 0.0.0.0",
                "a=ice-ufrag:" + fragment,
                "a=ice-pwd:" + password,
                "a=fingerprint:" + fingerprint,
                "a=setup:actpass",
                "a=mid:0",
                "a=recvonly",
                "a=rtcp-mux",
                "a=rtpmap:63 red/48000/2",
                "a=rtpmap:111 opus/48000/2",
                "a=fmtp:111 " + opusParameters,
                "a=rtpmap:0 PCMU/8000",
                "");
    }
}
