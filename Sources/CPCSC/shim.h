// pcsc-lite on Linux, whose package names the folder of its headers; the framework of the same functions on macOS.
#if defined(__APPLE__)
#include <PCSC/winscard.h>
#include <PCSC/wintypes.h>
#else
#include <winscard.h>
#endif
