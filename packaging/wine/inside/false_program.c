/* A PovDesk.exe that does not work, in the way that is compiled in. For broken installers only. */
#ifndef UNICODE
#define UNICODE
#endif
#ifndef _UNICODE
#define _UNICODE
#endif
#include <windows.h>
#include <wchar.h>

#define ERROR_AT_ONCE 1
#define NEVER_ENDS 2
#define NOT_IN_ITS_FINAL_PLACE 3

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR words, int show)
{
    static wchar_t path[32768];

    (void)instance, (void)previous, (void)words, (void)show;
#if HOW == NEVER_ENDS
    Sleep(INFINITE);
#elif HOW == NOT_IN_ITS_FINAL_PLACE
    GetModuleFileNameW(NULL, path, 32768);
    if (wcsstr(path, L"\\app.new\\") != NULL) return 0;
#endif
    (void)path;
    return 77;
}
