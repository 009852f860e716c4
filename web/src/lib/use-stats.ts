import { useQuery } from '@tanstack/react-query';
import { office } from '../api/office';

/** The server's figures, two seconds old at most while something shows them. */
export const useStats = () => useQuery({ queryKey: ['stats'], queryFn: office.stats, refetchInterval: 2000, retry: 1 });
export const useMachine = () => useQuery({ queryKey: ['machine'], queryFn: office.machine, refetchInterval: 5000, retry: 1 });
