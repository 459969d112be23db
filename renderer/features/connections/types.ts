import type { FolderKind } from '#core/domain/connection.ts';

export type { DoctorStepView, WorkspaceCard } from '#core/contract/views/workspaces.ts';
export type FolderKindName = FolderKind;
