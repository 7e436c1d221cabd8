import { injections, type Injection } from './injections';

/** What leads out of a folder, or is no name of a file on one system or another. */
const tricks: readonly Injection[] = [
  { what: 'a step upwards', text: '../' },
  { what: 'two dots', text: '..' },
  { what: 'a dot', text: '.' },
  { what: 'nothing', text: '' },
  { what: 'a blank', text: ' ' },
  { what: 'a drive', text: String.raw`C:\Windows\System32\drivers\etc\hosts` },
  { what: 'a drive’s own folder', text: 'c:escaped' },
  { what: 'a share', text: String.raw`\\evil.example\share\escaped` },
  { what: 'a device path', text: String.raw`\\?\C:\escaped` },
  { what: 'a stream beside a file', text: 'image.png:escaped:$DATA' },
  { what: 'a home', text: '~/.ssh/authorized_keys' },
  { what: 'an end before the ending', text: 'image\u0000.png' },
  { what: 'an encoded step upwards', text: '%2e%2e%2f%2e%2e%2fescaped' },
  { what: 'one that is encoded twice', text: '%252e%252e%252fescaped' },
  { what: 'an overlong encoding', text: '%c0%ae%c0%ae%c0%afescaped' },
  { what: 'slashes that look like one', text: '..\u2044..\u2215..\uff0f..\u29f8escaped' },
  { what: 'a line break', text: 'one\ntwo' },
  { what: 'dots and blanks at the end', text: 'image.png . . ' },
  { what: 'dots and blanks at the start', text: ' . .bashrc' },
  { what: 'a device', text: 'CON' },
  { what: 'a device with an ending', text: 'nul.tar.gz' },
  { what: 'a numbered device', text: 'LPT9' },
  { what: 'a device numbered otherwise', text: 'com¹' },
  { what: 'a device behind blanks', text: `aux${' '.repeat(300)}x` },
  { what: 'a device behind dots', text: `prn${'.'.repeat(300)}x` },
  { what: '5,000 letters', text: 'n'.repeat(5000) },
  { what: '5,000 letters of four bytes', text: '𠀀'.repeat(5000) },
  { what: 'an ending read backwards', text: 'invoice\u202egnp.exe' },
  { what: 'half a letter at the end', text: 'name\ud83e' },
  { what: 'a letter in two parts', text: 'a\u0308' },
  { what: 'the same in one', text: '\u00e4' },
  { what: 'a capital', text: 'READme' },
  { what: 'no capital', text: 'readME' },
  { what: 'wildcards', text: '*?' },
  { what: 'a pipe', text: '|<>"' },
  { what: 'an option', text: '-rf' },
];

/** All texts that would do harm in a name. */
export function namesOfHarm(): readonly Injection[] {
  return [...injections('https://trap.example/x'), ...tricks];
}
