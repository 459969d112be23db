import { triageGroups } from './groups.ts';
import { triageMembers } from './members.ts';
import { noteTriage } from './note.ts';
import { triagePreview } from './preview.ts';
import { undoAnswers } from './undo.ts';

export const triageReads = { triageGroups, triageMembers, triagePreview } as const;
export const triageWrites = { noteTriage, undoAnswers } as const;
