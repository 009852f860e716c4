import { useState, type ReactNode, type UIEvent } from 'react';
import { t } from '../../lib/i18n';
import { Icon } from './Icon';

export interface Column<R> {
  key: string;
  label: string;
  /** What it is sorted by. */
  by: (row: R) => number | string | null;
  show: (row: R) => ReactNode;
  numeric?: boolean;
}

interface Props<R> {
  label: string;
  columns: readonly Column<R>[];
  rows: readonly R[];
  keyOf: (row: R) => string;
}

const WINDOWED_ABOVE = 60;
const ROW_PX = 34;
const SHOWN = 24;

/** A table that sorts by any of its columns. Above 60 rows only those on screen are in the page. */
export function SortTable<R>({ label, columns, rows, keyOf }: Props<R>) {
  const [sort, setSort] = useState<{ key: string; down: boolean } | null>(null);
  const [first, setFirst] = useState(0);
  const column = columns.find(({ key }) => key === sort?.key);
  const sorted = column && sort ? [...rows].sort((a, b) => compare(column.by(a), column.by(b)) * (sort.down ? -1 : 1)) : rows;
  const windowed = rows.length > WINDOWED_ABOVE;
  const shown = windowed ? sorted.slice(first, first + SHOWN) : sorted;
  const scroll = (event: UIEvent<HTMLDivElement>): void => {
    const next = Math.max(0, Math.min(rows.length - SHOWN, Math.floor(event.currentTarget.scrollTop / ROW_PX) - 4));
    if (windowed && next !== first) setFirst(next);
  };
  return (
    <div className={`table-scroll ${windowed ? 'windowed' : ''}`} tabIndex={0} role="region" aria-label={label} onScroll={scroll}>
      <table className="sheet-table" aria-rowcount={rows.length}>
        <thead>
          <tr>{columns.map(({ key, label: head, numeric }) => {
            const on = sort?.key === key;
            return (
              <th key={key} className={numeric ? 'r' : ''} aria-sort={on ? (sort.down ? 'descending' : 'ascending') : undefined}>
                <button type="button" title={t('stats.sortBy', { column: head })} onClick={() => setSort({ key, down: on ? !sort.down : numeric === true })}>{head}<Icon name="down" /></button>
              </th>
            );
          })}</tr>
        </thead>
        <tbody>
          {windowed ? <tr aria-hidden="true" style={{ height: first * ROW_PX }} /> : null}
          {shown.map((row) => <tr key={keyOf(row)}>{columns.map(({ key, numeric, show }) => <td key={key} className={numeric ? 'r' : ''}>{show(row)}</td>)}</tr>)}
          {windowed ? <tr aria-hidden="true" style={{ height: Math.max(0, rows.length - first - SHOWN) * ROW_PX }} /> : null}
        </tbody>
      </table>
    </div>
  );
}

/** What is not there comes last upwards. */
function compare(a: number | string | null, b: number | string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
