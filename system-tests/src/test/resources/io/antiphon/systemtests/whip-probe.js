// A WHIP publisher of its own, from the specification. Takes the WHIP address; gives an object with stats() and stop().
async (address) => {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { channelCount: 2, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  const peer = new RTCPeerConnection();
  peer.addTransceiver(stream.getAudioTracks()[0], { direction: 'sendonly', streams: [stream] });
  await peer.setLocalDescription(await peer.createOffer());
  const answer = await fetch(address, { method: 'POST', headers: { 'Content-Type': 'application/sdp' }, body: peer.localDescription.sdp });
  if (answer.status !== 201) throw new Error(`WHIP answered ${answer.status}: ${await answer.text()}`);
  const location = answer.headers.get('Location');
  await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
  window.probe = {
    location,
    stats: async () => {
      const sent = {};
      const remote = {};
      (await peer.getStats()).forEach((entry) => {
        if (entry.type === 'outbound-rtp') Object.assign(sent, entry);
        if (entry.type === 'remote-inbound-rtp') Object.assign(remote, entry);
      });
      return {
        packetsSent: sent.packetsSent ?? 0,
        reports: remote.roundTripTimeMeasurements ?? 0,
        packetsLost: remote.packetsLost ?? 0,
        roundTripMs: 1000 * (remote.roundTripTime ?? 0),
        connection: peer.connectionState,
      };
    },
    stop: async () => (await fetch(location, { method: 'DELETE' })).status,
  };
}
