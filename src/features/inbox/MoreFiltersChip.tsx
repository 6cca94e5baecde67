import { Loader, Popover, VisuallyHidden } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { KeyHint } from '../../components/shortcuts/KeyHint.tsx';
import { ariaKeys } from '../../components/shortcuts/matchKey.ts';
import type { FaxFilter, TypedSearch } from '../../domain/fax/faxFilter.ts';
import classes from './FilterChip.module.css';

const MoreFilters = lazy(async () => ({ default: (await import('./MoreFilters.tsx')).MoreFilters }));

interface MoreFiltersChipProps {
  readonly filter: FaxFilter;
  readonly typed: TypedSearch;
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onNarrow: (filter: FaxFilter, typed: TypedSearch) => void;
}

/** The way to the filters that are not needed every day. */
export function MoreFiltersChip({ isOpen, onOpenChange, ...filters }: MoreFiltersChipProps) {
  return (
    <Popover
      opened={isOpen}
      onChange={onOpenChange}
      position="bottom-start"
      shadow="md"
      width={312}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.more}
          aria-keyshortcuts={ariaKeys('filters')}
          onClick={() => onOpenChange(!isOpen)}
        >
          More <VisuallyHidden>filters</VisuallyHidden>
          <KeyHint id="filters" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="More filters" className={classes.form}>
        <Suspense fallback={<Loader size="sm" role="status" aria-label="Loading the filters" />}>
          <MoreFilters {...filters} onDone={() => onOpenChange(false)} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
