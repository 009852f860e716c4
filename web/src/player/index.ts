/** The player library: hears a stream by WHEP. Without React; served alone as /site/player.js. */
export { playable, type CodecName } from './codecs';
export { StereoLevels, type EarLevel } from './levels';
export { Player, type PlayerPhase, type PlayerSettings, type PlayerState } from './player';
export { AUTOMATIC, type Quality } from './quality';
export { NO_STATS, type PlayerStats } from './stats';
export { WhepRefusal } from './whep';
