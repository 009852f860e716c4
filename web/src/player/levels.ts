/** One ear's level since the last reading. dBFS; RMS reads as peak does for a sine. */
export interface EarLevel {
  peakDb: number;
  rmsDb: number;
  /** Three samples in a row were at full scale. */
  clipped: boolean;
}

const FFT_SIZE = 16_384;
const RMS_SECONDS = 0.3;
/** Opus rounds off what it clips (opus_pcm_soft_clip): the top of a clipped wave is not flat, but ends at full scale. */
const FULL_SCALE = 0.99;
const CLIPPED_SAMPLES = 3;
const SINE = Math.SQRT2;
const LEAST = 1e-9;

const decibels = (linear: number): number => 20 * Math.log10(Math.max(linear, LEAST));

/** Peak, RMS and clipping at the end of `samples`: the newest `fresh` of them and the newest `averaged`. */
export function measure(samples: Float32Array, fresh: number, averaged: number): EarLevel {
  let peak = 0;
  let run = 0;
  let clipped = false;
  for (let i = Math.max(0, samples.length - fresh); i < samples.length; i++) {
    const size = Math.abs(samples[i] ?? 0);
    peak = Math.max(peak, size);
    run = size >= FULL_SCALE ? run + 1 : 0;
    clipped ||= run >= CLIPPED_SAMPLES;
  }
  let squares = 0;
  const count = Math.min(averaged, samples.length);
  for (let i = samples.length - count; i < samples.length; i++) squares += (samples[i] ?? 0) ** 2;
  return { peakDb: decibels(peak), rmsDb: decibels(SINE * Math.sqrt(squares / Math.max(1, count))), clipped };
}

/**
 * What arrives at both ears, read from Web Audio. Needs neither a worklet nor a secure page; a mono stream is heard on
 * both sides. The stream must also be played by an element, or it is silence here.
 */
export class StereoLevels {
  private readonly context = new AudioContext();
  private readonly both = new GainNode(this.context, { channelCount: 2, channelCountMode: 'explicit', channelInterpretation: 'speakers' });
  private readonly ears: [AnalyserNode, AnalyserNode];
  private readonly samples = new Float32Array(FFT_SIZE);
  private source: MediaStreamAudioSourceNode | null = null;
  private readAt = 0;

  constructor() {
    const splitter = new ChannelSplitterNode(this.context, { numberOfOutputs: 2 });
    this.both.connect(splitter);
    this.ears = [this.ear(splitter, 0), this.ear(splitter, 1)];
  }

  /** Takes that stream in place of the one before; null is silence. */
  listenTo(stream: MediaStream | null): void {
    this.source?.disconnect();
    this.source = stream === null ? null : new MediaStreamAudioSourceNode(this.context, { mediaStream: stream });
    this.source?.connect(this.both);
    this.resume();
  }

  /** Lets it run after a press, where the browser waits for one. */
  resume(): void {
    if (this.context.state === 'suspended') void this.context.resume().catch(() => undefined);
  }

  /** Both ears since the last reading. */
  read(): [EarLevel, EarLevel] {
    const now = this.context.currentTime;
    const fresh = Math.ceil((now - this.readAt) * this.context.sampleRate);
    this.readAt = now;
    return [this.level(this.ears[0], fresh), this.level(this.ears[1], fresh)];
  }

  private level(ear: AnalyserNode, fresh: number): EarLevel {
    ear.getFloatTimeDomainData(this.samples);
    return measure(this.samples, fresh, Math.round(RMS_SECONDS * this.context.sampleRate));
  }

  private ear(splitter: ChannelSplitterNode, channel: number): AnalyserNode {
    const analyser = new AnalyserNode(this.context, { fftSize: FFT_SIZE });
    splitter.connect(analyser, channel);
    return analyser;
  }
}
