import { useQuery } from '@tanstack/react-query';
import { request } from '../../../api/client';

interface SceneName {
  name: string;
}

const FRESH_MS = 5000;
const NONE: string[] = [];

const getSceneNames = async (): Promise<string[]> => ((await request('GET', '/api/scenes')) as SceneName[]).map(({ name }) => name);

/** Names of the scenes, for as long as the palette is open. */
export function useSceneNames(): string[] {
  const { data } = useQuery({ queryKey: ['scene-names'], queryFn: getSceneNames, staleTime: FRESH_MS, retry: false });
  return data ?? NONE;
}
