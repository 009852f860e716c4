// A WHEP player of its own, from the specification, that measures what it hears.
// Takes the WHEP address, or an object with it and what to do otherwise: codec, the only one to offer; fec, whether to offer
// in-band FEC; port, where media goes in the place of the server's own. Gives an object with levels(hz), stats(), rms() and stop().
async (given) => {
  const { address, codec, fec = true, port } = typeof given === 'string' ? { address: given } : given;
  const peer = new RTCPeerConnection();
  const transceiver = peer.addTransceiver('audio', { direction: 'recvonly' });
  if (codec) {
    const known = RTCRtpReceiver.getCapabilities('audio').codecs;
    transceiver.setCodecPreferences(known.filter((one) => one.mimeType.toLowerCase() === `audio/${codec}`));
  }
  const heard = new Promise((resolve) => { peer.ontrack = (event) => resolve(event.streams[0] ?? new MediaStream([event.track])); });
  const offer = await peer.createOffer();
  // Without stereo=1 in its own offer Chromium decodes to mono.
  offer.sdp = offer.sdp.replace(/(a=fmtp:111 [^\r\n]*)/, '$1;stereo=1;sprop-stereo=1');
  if (!fec) offer.sdp = offer.sdp.replace('useinbandfec=1', 'useinbandfec=0');
  await peer.setLocalDescription(offer);
  const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
  if (answer.status !== 201) throw new Error(`WHEP answered ${answer.status}: ${await answer.text()}`);
  const location = new URL(answer.headers.get('Location'), address).href;
  let first = await answer.text();
  if (port) {
    first = first.replace(/a=candidate:(?!.* 127\.0\.0\.1 ).*\r\n/g, '');
    first = first.replace(/(a=candidate:.* 127\.0\.0\.1 )\d+/, `$1${port}`);
  }
  await peer.setRemoteDescription({ type: 'answer', sdp: first });
  const stream = await heard;
  const element = new Audio();
  element.srcObject = stream; // Web Audio stays silent without an element that plays the stream too
  element.muted = true;
  await element.play();
  const context = new AudioContext({ sampleRate: 48000 });
  await context.resume();
  const splitter = context.createChannelSplitter(2);
  context.createMediaStreamSource(stream).connect(splitter);
  const analysers = [0, 1].map((channel) => {
    const analyser = context.createAnalyser();
    analyser.fftSize = 8192;
    analyser.smoothingTimeConstant = 0;
    splitter.connect(analyser, channel);
    return analyser;
  });
  const level = (analyser, hz) => {
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    let re = 0, im = 0, weight = 0;
    samples.forEach((sample, i) => {
      const window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / samples.length);
      const angle = 2 * Math.PI * hz * i / 48000;
      re += window * sample * Math.cos(angle);
      im += window * sample * Math.sin(angle);
      weight += window;
    });
    return 20 * Math.log10(2 * Math.hypot(re, im) / weight + 1e-9);
  };
  window.probe = {
    location,
    // Peak level in dBFS of one frequency in each ear, by correlation under a Hann window: the median of five. Between the
    // decoder and Web Audio is a queue of the browser's own, which slips when the browser is late; a window with a slip in it
    // says nothing of the stream, whose losses stand in stats().
    levels: async (hz) => {
      const reads = [[], []];
      for (let turn = 0; turn < 5; turn++) {
        analysers.forEach((analyser, ear) => reads[ear].push(level(analyser, hz)));
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      return reads.map((some) => some.sort((a, b) => a - b)[2]);
    },
    stats: async () => {
      const report = {};
      const all = await peer.getStats();
      all.forEach((entry) => { if (entry.type === 'inbound-rtp') Object.assign(report, entry); });
      return {
        packetsReceived: report.packetsReceived ?? 0,
        packetsLost: report.packetsLost ?? 0,
        concealedSamples: report.concealedSamples ?? 0,
        totalSamplesReceived: report.totalSamplesReceived ?? 0,
        jitterBufferMs: 1000 * (report.jitterBufferDelay ?? 0) / Math.max(1, report.jitterBufferEmittedCount ?? 1),
        fecPacketsReceived: report.fecPacketsReceived ?? 0,
        codec: all.get(report.codecId)?.mimeType ?? '',
        connection: peer.connectionState,
      };
    },
    // Restarts ICE by a piece of SDP, as a player does whose network has changed.
    restartIce: async () => {
      peer.restartIce();
      const next = await peer.createOffer();
      next.sdp = next.sdp.replace(/(a=fmtp:111 [^\r\n]*)/, '$1;stereo=1;sprop-stereo=1');
      await peer.setLocalDescription(next);
      const own = (name) => next.sdp.match(new RegExp(`a=${name}:.*`))[0].trim();
      const piece = [own('ice-ufrag'), own('ice-pwd'), 'm=audio 9 UDP/TLS/RTP/SAVPF 0', 'a=mid:0', ''].join('\r\n');
      const headers = { 'Content-Type': 'application/trickle-ice-sdpfrag', 'If-Match': '*' };
      const restarted = await fetch(location, { method: 'PATCH', headers, body: piece });
      const theirs = await restarted.text();
      let sdp = first;
      for (const name of ['ice-ufrag', 'ice-pwd']) {
        const line = new RegExp(`a=${name}:[^\r\n]*`);
        sdp = sdp.replace(line, theirs.match(line)[0]);
      }
      await peer.setRemoteDescription({ type: 'answer', sdp });
      window.restartedFragment = own('ice-ufrag').slice('a=ice-ufrag:'.length);
      return restarted.status;
    },
    usesRestartedIce: async () => {
      const report = await peer.getStats();
      const transport = [...report.values()].find((entry) => entry.type === 'transport');
      const pair = report.get(transport?.selectedCandidatePairId);
      return transport?.iceLocalUsernameFragment === window.restartedFragment && pair?.state === 'succeeded'
        && report.get(pair.localCandidateId)?.usernameFragment === window.restartedFragment;
    },
    beat: async () => (await fetch(location, { method: 'POST' })).status,
    stop: async () => (await fetch(location, { method: 'DELETE' })).status,
  };
}
