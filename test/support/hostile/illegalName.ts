const devices = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$/i;

/** Why one of Windows, macOS and Linux takes no file of that name, or shows another; else undefined. */
export function whyIllegal(name: string): string | undefined {
  if (name === '' || /^\.+$/.test(name)) return 'it names a folder';
  if (/[/\\:*?"<>|]/.test(name)) return 'Windows forbids a sign';
  if (/\p{C}|\p{Zl}|\p{Zp}/u.test(name)) return 'it holds what is not seen, or half a letter';
  if (/[. ]$/.test(name)) return 'Windows drops its end';
  if (/^[. ]/.test(name)) return 'it hides itself';
  if (devices.test((name.split('.')[0] ?? '').trimEnd())) return 'Windows means a device';
  if (Buffer.byteLength(name) > 255 || name.length > 143) return 'it is too long';
  if (name !== name.normalize('NFC')) return 'macOS calls it otherwise';
  return undefined;
}
