/** Fewer bytes a second are no progress: a download that slow holds up all that wait behind it. */
export const trickleBytesPerSecond = 500;
