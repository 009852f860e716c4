import { useState } from 'react';
import { sentenceOf } from '../../../api/client';
import type { FoundStream } from '../../../api/types';
import { Icon } from '../../../components/ui/Icon';
import { t } from '../../../lib/i18n';
import { show } from '../../../lib/ui-state';
import { useLive } from '../../../lib/use-live';
import { create, freeName } from '../../../live/commands';
import { useFoundStreams } from '../api/use-streams';

const ADDRESS = /^[\d.]+$|:/;

const kindName = ({ kind }: FoundStream): string => kind.charAt(0).toUpperCase() + kind.slice(1);

/** One press makes a source of a stream that plays already. */
export function FoundList() {
  const { data = [] } = useFoundStreams();
  const { sources } = useLive();
  const [problem, setProblem] = useState<string | null>(null);
  const add = async (stream: FoundStream): Promise<void> => {
    const where = ADDRESS.test(stream.tag) ? { ip: stream.tag } : { tag: stream.tag };
    try {
      const source = await create('sources', { name: freeName(`${kindName(stream)} ${stream.tag}`, sources), ...where });
      if (source) show('sources', source.config_id);
    } catch (refusal) {
      setProblem(sentenceOf(refusal));
    }
  };
  return (
    <div className="found">
      <h3>{t('add.found')}</h3>
      {data.length === 0 ? <p className="fact">{t('add.foundNone')}</p> : null}
      <ul>
        {data.map((stream) => (
          <li key={stream.tag}>
            <button type="button" className="pickrow" onClick={() => void add(stream)}>
              <Icon name="plus" />
              <span><b>{stream.tag}</b><small>{[kindName(stream), stream.format].filter(Boolean).join(' · ')}</small></span>
            </button>
          </li>
        ))}
      </ul>
      {problem ? <p className="trouble" role="alert"><Icon name="alarm" />{problem}</p> : null}
    </div>
  );
}
