// Publishes clicks by WHIP, listens to them by WHEP, and measures how late they are, all within one audio context. Takes the
// addresses {whip, whep}; the sink of the second must play the source of the first. Without addresses the browser sends to
// itself, which is what it needs alone. Gives an object with seconds() recorded, delays() and close().
async ({ whip, whep }) => {
  const PERIOD = 0.4;
  const context = new AudioContext({ sampleRate: 48000, latencyHint: 'interactive' });
  await context.resume();
  const click = context.createBuffer(1, PERIOD * 48000, 48000);
  const samples = click.getChannelData(0);
  for (let i = 0; i < 240; i++) samples[i] = 0.5 * Math.sin(2 * Math.PI * i / 24) * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 240));
  const clicks = new AudioBufferSourceNode(context, { buffer: click, loop: true });
  const destination = context.createMediaStreamDestination();
  clicks.connect(destination);

  const exchange = async (peer, address) => {
    const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
    if (answer.status !== 201) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
    await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  };
  const out = new RTCPeerConnection();
  out.addTransceiver(destination.stream.getAudioTracks()[0], { direction: 'sendonly', streams: [destination.stream] });

  const back = new RTCPeerConnection();
  const heard = new Promise((resolve) => {
    back.ontrack = (event) => {
      event.receiver.jitterBufferTarget = 0;
      resolve(event.streams[0] ?? new MediaStream([event.track]));
    };
  });
  if (whip) {
    back.addTransceiver('audio', { direction: 'recvonly' });
    for (const [peer, address] of [[out, whip], [back, whep]]) {
      await peer.setLocalDescription(await peer.createOffer());
      await exchange(peer, address);
    }
  } else {
    for (const [peer, other] of [[out, back], [back, out]]) {
      peer.onicecandidate = ({ candidate }) => { if (candidate) void other.addIceCandidate(candidate); };
    }
    await out.setLocalDescription(await out.createOffer());
    await back.setRemoteDescription(out.localDescription);
    await back.setLocalDescription(await back.createAnswer());
    // In packets of 10 ms, as the server asks for.
    await out.setRemoteDescription({ type: 'answer', sdp: `${back.localDescription.sdp}a=ptime:10\r\n` });
  }
  const stream = await heard;
  const element = new Audio();
  element.srcObject = stream;
  element.muted = true;
  await element.play();

  // Both in one recorder, so that they are on one clock.
  const both = context.createChannelMerger(2);
  clicks.connect(both, 0, 0);
  const remote = context.createMediaStreamSource(stream);
  const mono = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
  remote.connect(mono).connect(both, 0, 1);
  const recorder = context.createScriptProcessor(1024, 2, 1);
  const blocks = [[], []];
  recorder.onaudioprocess = (event) => [0, 1].forEach((c) => blocks[c].push(event.inputBuffer.getChannelData(c).slice()));
  both.connect(recorder);
  recorder.connect(context.destination);
  clicks.start();

  window.probe = {
    close: () => [out, back, context].forEach((one) => one.close()),
    connection: () => [out.connectionState, back.connectionState],
    seconds: () => blocks[0].length * 1024 / 48000,
    // Milliseconds from each click to its return, of what was recorded since the last call.
    delays: () => {
      const joined = blocks.map((some) => {
        const all = new Float32Array(some.length * 1024);
        some.forEach((block, i) => all.set(block, i * 1024));
        some.length = 0;
        return all;
      });
      const period = PERIOD * 48000;
      const delays = [];
      for (let start = 0; start + 2 * period < joined[0].length; start += period) {
        const peak = (all, from) => {
          let at = from;
          for (let i = from; i < from + period; i++) if (Math.abs(all[i]) > Math.abs(all[at])) at = i;
          return at;
        };
        const sent = peak(joined[0], start);
        const came = peak(joined[1], sent);
        if (Math.abs(joined[0][sent]) > 0.1 && Math.abs(joined[1][came]) > 0.1) delays.push((came - sent) / 48);
      }
      return delays.sort((a, b) => a - b);
    },
  };
}
