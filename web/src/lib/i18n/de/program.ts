/** What the settings of the program are for, by option. In English they are the server's own words. */
export const program: Readonly<Record<string, string>> = {
  home: 'Ordner für alles: Konfiguration, Zertifikate, Zustand und Protokolle; ohne ihn liegen sie, wo das System so etwas aufbewahrt',
  'config-path': 'die Konfigurationsdatei; ohne sie config.yaml im Konfigurationsordner',
  'logs-dir': 'Ordner für Protokolle; ohne ihn „logs“ neben dem Zustand',
  'api-host': 'Adresse, an der Weboberfläche und API lauschen',
  'api-port': 'Port der Weboberfläche und der API; 0 nimmt irgendeinen freien',
  tls: 'ob die API HTTPS spricht; „off“ ist für Loopback und Reverse-Proxys',
  certificate: 'Zertifikatskette, die ausgeliefert wird, PEM; ohne sie wird eine erzeugt',
  'certificate-key': 'privater Schlüssel des Zertifikats, PEM',
  auth: 'ob sich Clients anmelden müssen; „none“ ist für Netze, denen man traut',
  'public-names': 'Namen, unter denen Browser diesen Server aufrufen, neben seinen Adressen, seinem eigenen Namen, localhost und .local; nur ohne Anmeldung (auth none) nötig',
  'cors-origins': 'andere Websites, deren Seiten die API im Namen ihrer Besucher benutzen dürfen, etwa https://home.example:8123; sonst keine',
  'scream-receiver-port': 'UDP-Port für Scream-Sender, denen eine Adresse gesagt wird; 0 schließt ihn',
  'scream-multicast-port': 'UDP-Port für Scream-Sender, wie sie kommen, Multicast und Unicast; 0 schließt ihn',
  'webrtc-port': 'UDP-Port für den Ton der Browser; 0 nimmt irgendeinen freien',
  'webrtc-public-addresses': 'Adressen, an denen ein Router webrtc-port an diesen Rechner weiterleitet; Browser versuchen sie zuerst',
  'webrtc-codec': 'Codec, der Browsern gesendet wird, wenn sie ihn anbieten; sonst der erste ihres Angebots, den der Server kennt',
  'opus-bitrate': 'Bit je Sekunde von Opus für Browser, die keine nennen',
  'opus-max-average-bitrate': 'höchste Bitrate von Opus, die ein Browser verlangen darf',
  'opus-max-playback-rate': 'höchste Abtastrate, die Opus behält; weniger spart Bits und verliert, was hoch klingt',
  'opus-cbr': 'ob alle Pakete von Opus gleich lang sind, auch für Browser, die es nicht verlangen',
  'opus-fec': 'ob Opus mitträgt, was ein verlorenes Paket ersetzt, für Browser, die das nutzen können und Verlust melden',
  'opus-dtx': 'ob Opus bei Stille pausiert, auch für Browser, die es nicht verlangen',
  'webrtc-packet-ms': 'Millisekunden Ton in einem Paket, soweit das Angebot des Browsers es zulässt; weniger heißt weniger Latenz und mehr Pakete',
  'ice-servers': 'STUN- und TURN-Server, die Playern genannt werden, für Netze, die nichts zu webrtc-port durchlassen',
  'max-listeners': 'Browser, die zugleich hören dürfen',
  'max-listeners-per-address': 'wie viele davon von einer Adresse kommen dürfen; hinter einem Reverse-Proxy kommen alle von dessen Adresse',
  'max-listeners-per-user': 'wie viele davon zu einem Benutzer oder API-Token gehören dürfen, wo man sich anmelden muss',
  'max-encodings-per-sink': 'verschiedene Kodierungen einer Senke (Bitrate, Dauer eines Pakets, …), die Browser neben den üblichen verlangen dürfen, und ebenso viele, die Player verlangen dürfen',
  'max-publishers': 'Streams, die andere zugleich hereingeben dürfen',
  'max-stream-listeners': 'Player, die zugleich über HTTP hören dürfen (MP3, Opus, FLAC; nicht HLS)',
  'max-stream-listeners-per-address': 'wie viele davon von einer Adresse kommen dürfen; hinter einem Reverse-Proxy kommen alle von dessen Adresse',
  demo: 'ob ein erster Start ohne Konfiguration eine Demo spielt',
  period: 'Frames, die der Graph auf einmal rechnet; weniger heißt weniger Latenz und verlangt dem Rechner mehr ab',
  'graph-rate': 'Frames je Sekunde des Graphen; was eine andere Rate hat, wird an seinem Rand umgerechnet',
  'render-threads': 'Threads, die rechnen; ein zweiter übernimmt in einem großen Graphen die Hälfte des Unabhängigen, auf einem Rechner, der einen Prozessor dafür übrig hat',
  'history-minutes': 'Minuten jedes Streams, die auf der Platte behalten werden, für Zeitversatz und um zu holen, was eben zu hören war; 0 behält nichts',
  'history-megabytes': 'was alles Behaltene zusammen auf der Platte belegen darf; 5 Minuten Stereo bei 48 kHz belegen 115',
  'lock-memory': 'ob einmal benutzter Speicher im RAM bleibt; für Rechner, die auslagern; braucht das Recht, Speicher festzuhalten',
};

/** How the server names what a setting may be. */
const ALLOWED: readonly [RegExp, string][] = [
  [/^a whole number from (\S+) to (\S+)$/, 'eine ganze Zahl von $1 bis $2'],
  [/^a text that is not empty$/, 'ein Text, der nicht leer ist'],
  [/^a path$/, 'ein Pfad'],
  [/^host names with commas between them$/, 'Rechnernamen mit Kommas dazwischen'],
  [/^origins \(scheme, host and port, no path, no \*\) with commas between them$/, 'Ursprünge (Schema, Rechner und Port, kein Pfad, kein *) mit Kommas dazwischen'],
  [/^addresses of a machine with commas between them$/, 'Adressen eines Rechners mit Kommas dazwischen'],
  [/^(stun:\S+) and (turn:\S+) with commas between them$/, '$1 und $2 mit Kommas dazwischen'],
  [/^((?:\S+, )*\S+) or (\S+)$/, '$1 oder $2'],
];

/** The same in German; null where the form of the words is not known. */
export function allowed(words: string): string | null {
  const form = ALLOWED.find(([known]) => known.test(words));
  return form ? words.replace(form[0], form[1]) : null;
}
