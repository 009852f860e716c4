package io.antiphon.io.scream;

import io.antiphon.engine.clock.GraphTime;
import io.antiphon.engine.dsp.Dither;
import io.antiphon.engine.endpoint.EndpointException;
import io.antiphon.engine.endpoint.SinkEndpoint;
import io.antiphon.engine.endpoint.SinkProvider;
import io.antiphon.engine.graph.GraphFormat;
import io.antiphon.io.net.PacedLoop;

/** Sinks that send Scream to a host or a multicast group. Control thread. */
public final class ScreamSinkProvider implements SinkProvider {
    private final PacedLoop netOut;
    private final GraphFormat graph;
    private final GraphTime time;
    private volatile Dither dither = Dither.TRIANGULAR;

    /**
     * Makes the provider.
     *
     * @param netOut the thread that sends
     * @param graph what the graph runs at
     * @param time position of the graph on the clock of {@code netOut}
     */
    public ScreamSinkProvider(PacedLoop netOut, GraphFormat graph, GraphTime time) {
        this.netOut = netOut;
        this.graph = graph;
        this.time = time;
    }

    @Override
    public String protocol() {
        return "scream";
    }

    @Override
    public void tune(Dither wanted) {
        dither = wanted;
    }

    @Override
    public SinkEndpoint open(SinkRequest request) throws EndpointException {
        if (!ScreamPacket.isRate(request.format().sampleRateHz())) {
            throw new EndpointException("sample_rate " + request.format().sampleRateHz()
                    + ": Scream can say 44100, 88200, 132300, 176400, 48000, 96000, 144000 and 192000");
        }
        if (request.host().isBlank()) {
            throw new EndpointException("ip is empty: an address, a host name or a multicast group");
        }
        if (request.port() < 1 || request.port() > 65_535) {
            throw new EndpointException("port " + request.port() + ": 1…65535");
        }
        ScreamSender sender = new ScreamSender(request.host(), request.port());
        sender.start();
        ScreamSink sink = new ScreamSink(request.format(), () -> dither, sender, netOut, graph, time);
        netOut.add(sink);
        return sink;
    }
}
