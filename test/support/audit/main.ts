import { runEntry } from '../vscode/entry';
import { auditShippedPackages } from './shippedPackages';

/** Fails on a known weakness. Where the registry answers no audits, that is no fault of the project. */
void runEntry(async () => {
  const audit = await auditShippedPackages();
  switch (audit.outcome) {
    case 'clean':
      console.log('No package that is shipped has a known weakness.');
      return 0;
    case 'vulnerable':
      console.error(`Packages with a known weakness are shipped: ${audit.packages.join(', ')}.`);
      return 1;
    case 'unanswered':
      console.error(`NOT AUDITED: the npm registry in use answers no audits (${audit.reason}).`);
      return 0;
  }
});
