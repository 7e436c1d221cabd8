import { workspace } from 'vscode';

/**
 * The icon, turning only where the person has not asked VS Code for less motion. VS Code itself stops
 * no icon, and tells extensions nothing of what the system is asked for.
 */
export function turning(icon: 'sync' | 'loading'): string {
  const setting = workspace.getConfiguration('workbench').get<unknown>('reduceMotion');
  return setting === 'on' ? 'sync' : `${icon}~spin`;
}
