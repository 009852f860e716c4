import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { office } from '../../../api/office';
import { Select } from '../../../components/ui/Choice';
import { Icon } from '../../../components/ui/Icon';
import { formatBytes, formatNumber } from '../../../lib/format';
import { t } from '../../../lib/i18n';
import { useStore } from '../../../lib/use-store';
import { LogFeed } from '../feed';
import { fits, LEVELS, type Filter, type Level } from '../parse';
import { Lines } from './Lines';

const NEWEST = 'antiphon.log';

/** The log of now, or an older file; what is shown is chosen here, what is logged is chosen beside it. */
export function LiveLog() {
  const [file, setFile] = useState(NEWEST);
  const files = useQuery({ queryKey: ['logfiles'], queryFn: office.logFiles });
  const names = (files.data?.logs ?? []).filter(({ filename }) => !filename.startsWith('audit')).map(({ filename, size }) => ({ value: filename, label: `${filename === NEWEST ? t('logs.newest') : filename} (${formatBytes(size)})` }));
  return <Followed key={file} file={file} files={names.length > 0 ? names : [{ value: NEWEST, label: t('logs.newest') }]} onFile={setFile} />;
}

function Followed({ file, files, onFile }: { file: string; files: { value: string; label: string }[]; onFile: (file: string) => void }) {
  const [feed] = useState(() => new LogFeed(file));
  useEffect(() => {
    feed.open();
    return () => feed.close();
  }, [feed]);
  const { phase, paused, lines } = useStore(feed.state);
  const [filter, setFilter] = useState<Filter>({ level: 'trace', module: '', words: '' });
  const wanted = useDeferredValue(filter);
  const fitting = useMemo(() => lines.filter((line) => fits(line, wanted)), [lines, wanted]);
  const modules = useMemo(() => [...new Set([filter.module, ...lines.map(({ module }) => module)].filter(Boolean))].sort(), [lines, filter.module]);
  const levels = [...LEVELS].reverse().map((value): { value: Level; label: string } => ({ value, label: value === 'error' ? t('logs.error') : value === 'trace' ? t('logs.allLevels') : t('logs.atLeast', { level: t(`logs.${value}`) }) }));
  return (
    <>
      <div className="log-bar">
        <label className="find"><Icon name="search" /><input value={filter.words} placeholder={t('logs.find')} aria-label={t('logs.find')} onChange={(event) => setFilter({ ...filter, words: event.target.value })} /></label>
        <Select label={t('logs.level')} value={filter.level} options={levels} onChange={(level) => setFilter({ ...filter, level })} />
        <Select label={t('logs.module')} value={filter.module} options={[{ value: '', label: t('logs.allModules') }, ...modules.map((value) => ({ value, label: value }))]} onChange={(module) => setFilter({ ...filter, module })} />
        <Select label={t('logs.file')} value={file} options={files} onChange={onFile} />
        <span className="fact num" aria-live="off">{t('logs.lines', { shown: formatNumber(fitting.length), all: formatNumber(lines.length) })}</span>
        <span className="spring" />
        <button type="button" className={`btn ${paused ? '' : 'q'}`} aria-pressed={paused} onClick={() => feed.pause(!paused)}><Icon name={paused ? 'play' : 'pause'} />{t(paused ? 'logs.resume' : 'logs.pause')}</button>
        <button type="button" className="btn q" title={t('logs.clearHint')} onClick={() => feed.clear()}>{t('logs.clear')}</button>
        <a className="btn q" href={`/api/logs/${encodeURIComponent(file)}`} download={file}><Icon name="download" />{t('logs.download')}</a>
      </div>
      {phase === 'lost' ? <p className="log-note" role="status"><Icon name="warn" />{t('logs.lost')}</p> : paused ? <p className="log-note" role="status"><Icon name="pause" />{t('logs.paused')}</p> : null}
      <Lines lines={fitting} none={lines.length > 0 ? t('logs.empty') : phase === 'connecting' ? '' : t('logs.nothing')} />
    </>
  );
}
