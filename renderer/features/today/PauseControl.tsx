import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useCommand } from '../../api/ApiContext.tsx';
import { useFormat, useStatus } from '../../api/StatusContext.tsx';
import { startOfTomorrow } from '../../lib/zone.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';

const hour = 3_600_000;

/** Stops and resumes the schedule; a run by hand stays possible. */
export function PauseControl(): ReactNode {
  const { schedule } = useStatus();
  const { timeZone } = useFormat();
  const pause = useCommand('engine.pause');
  const resume = useCommand('engine.resume');
  const failure = pause.error ?? resume.error;
  if (schedule.paused) {
    return (
      <>
        <Button size="small" icon={<PlayRegular />} disabled={resume.isPending} onClick={() => resume.mutate({})}>
          Resume
        </Button>
        {failure ? <ErrorState error={failure} doing="resume" /> : null}
      </>
    );
  }
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button size="small" icon={<PauseRegular />} disabled={pause.isPending}>
            Pause
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem onClick={() => pause.mutate({ until: new Date(Date.now() + hour).toISOString() })}>For an hour</MenuItem>
            <MenuItem onClick={() => pause.mutate({ until: startOfTomorrow(timeZone, Date.now()) })}>Until tomorrow</MenuItem>
            <MenuItem onClick={() => pause.mutate({})}>Until I resume</MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {failure ? <ErrorState error={failure} doing="pause" /> : null}
    </>
  );
}
