import { LibraryFolders } from './libraryFolders';
import { reportsTo, type LibraryReports, type ReportTo } from './libraryReport';
import { MarkFolders } from './markFolders';
import { PredictionFiles } from './predictionFiles';

/** All that a library is made of on disk. */
export interface LibraryDisk {
  readonly folders: LibraryFolders;
  readonly files: PredictionFiles;
  readonly marks: MarkFolders;
  readonly reports: LibraryReports;
}

/** @param setsAside Whether a damaged file is moved away; else all stays as it is. */
export function libraryDisk(root: string, report: ReportTo, setsAside = true): LibraryDisk {
  const folders = new LibraryFolders(root);
  const reports = reportsTo(report);
  const files = new PredictionFiles(reports, setsAside);
  const marks = new MarkFolders(folders, reports);
  return { folders, files, marks, reports };
}
