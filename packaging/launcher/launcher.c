/* PovDesk.exe: loads python311.dll from its own folder and runs "-m povdesk" with the arguments it was given.

   A program of our own instead of pythonw.exe, so that the task bar, the Task Manager and Windows' messages
   say PovDesk. It does nothing clever on purpose: the less it does, the less an antivirus finds strange. */

#ifndef UNICODE
#define UNICODE
#endif
#ifndef _UNICODE
#define _UNICODE
#endif
#include <windows.h>
#include <shellapi.h>
#include <strsafe.h>

#ifndef PYDLL
#define PYDLL L"python311.dll"
#endif

/* The longest path that Windows knows, with its final zero. */
#define LONGEST 32768

/* Not a code of the program itself (0, 1, 2) and not Python's own (120). */
#define CANNOT_START 100

typedef int (*python_main)(int, wchar_t **);

static wchar_t folder[LONGEST];
static wchar_t file[LONGEST];

/* A command such as "start-check" runs without anybody looking; only opening the window may show a message. */
static BOOL opens_window(int count, wchar_t **arguments)
{
    return count <= 1 || (count == 3 && lstrcmpW(arguments[1], L"--data") == 0);
}

static const wchar_t *advice(DWORD error)
{
    /* Numbers where the compiler's headers do not have the name. */
    switch (error) {
    case ERROR_ACCESS_DENIED:
    case 225:  /* ERROR_VIRUS_INFECTED */
    case 226:  /* ERROR_VIRUS_DELETED */
    case 577:  /* ERROR_INVALID_IMAGE_HASH */
    case 1260: /* ERROR_ACCESS_DISABLED_BY_POLICY */
    case 4551: /* ERROR_SYSTEM_INTEGRITY_POLICY_VIOLATION: Smart App Control */
        return L"Phần mềm diệt virus hoặc chính sách an toàn của máy đang chặn tệp này. "
               L"Hãy báo người phụ trách tin học của đơn vị (xem mục “Cho người phụ trách tin học” trong Trợ giúp), "
               L"hoặc mở PovDesk (dự phòng) trong menu Start.";
    default:
        return L"Tệp của chương trình bị thiếu hoặc hỏng. Hãy chạy lại bộ cài PovDesk; "
               L"nếu vẫn không được, hãy báo người phụ trách tin học của đơn vị.";
    }
}

static int fail(BOOL show, const wchar_t *what, DWORD error)
{
    static wchar_t text[LONGEST];

    /* A text that had to be cut is still worth showing, hence the results are not looked at. */
    if (show) {
        StringCchPrintfW(text, LONGEST,
                         L"Không mở được PovDesk.\n\n%ls\n\nDữ liệu của đơn vị vẫn còn nguyên.\n\nChi tiết: %ls (mã %lu)",
                         advice(error), what, error);
        MessageBoxW(NULL, text, L"PovDesk", MB_OK | MB_ICONERROR | MB_SETFOREGROUND);
    } else {
        static char utf8[LONGEST * 3];
        HANDLE output = GetStdHandle(STD_ERROR_HANDLE);
        int length;
        DWORD written;

        StringCchPrintfW(text, LONGEST, L"PovDesk: %ls (%lu)\r\n", what, error);
        length = WideCharToMultiByte(CP_UTF8, 0, text, -1, utf8, sizeof utf8, NULL, NULL);
        if (length > 1 && output != NULL && output != INVALID_HANDLE_VALUE)
            WriteFile(output, utf8, (DWORD)length - 1, &written, NULL);
    }
    return CANNOT_START;
}

/* file = folder\name; FALSE when that would not fit. */
static BOOL beside(const wchar_t *name)
{
    return SUCCEEDED(StringCchPrintfW(file, LONGEST, L"%ls\\%ls", folder, name));
}

/* Without these two, Python would search the registry and the surroundings of the folder for its library. */
static const wchar_t *const NEEDED[] = {L"python311._pth", L"python311.zip"};

int WINAPI wWinMain(HINSTANCE instance, HINSTANCE previous, LPWSTR command_line, int show_how)
{
    /* -I: no environment variables, no user's packages, no current folder; the ._pth beside us says the rest.
       utf8: Windows 10 1809 does not know the manifest's activeCodePage yet. */
    static wchar_t *const fixed[] = {L"-I", L"-X", L"utf8", L"-m", L"povdesk"};
    enum { FIXED = sizeof fixed / sizeof fixed[0] };
    wchar_t **given, **all, *last;
    int count = 0, i, code;
    DWORD length;
    BOOL window;
    HMODULE python;
    python_main run;

    (void)instance, (void)previous, (void)command_line, (void)show_how;

    /* No library from the current folder, and no message of Windows that waits for somebody to press OK. */
    SetDllDirectoryW(L"");
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX);

    given = CommandLineToArgvW(GetCommandLineW(), &count);
    if (given == NULL || count < 1)
        return fail(TRUE, L"CommandLineToArgvW", GetLastError());
    window = opens_window(count, given);

    length = GetModuleFileNameW(NULL, folder, LONGEST);
    if (length == 0 || length >= LONGEST)
        return fail(window, L"GetModuleFileNameW", GetLastError());
    last = folder + length;
    while (last > folder && *last != L'\\')
        last--;
    *last = L'\0';

    for (i = 0; i < (int)(sizeof NEEDED / sizeof NEEDED[0]); i++) {
        if (!beside(NEEDED[i]))
            return fail(window, NEEDED[i], ERROR_FILENAME_EXCED_RANGE);
        if (GetFileAttributesW(file) == INVALID_FILE_ATTRIBUTES)
            return fail(window, file, GetLastError());
    }

    if (!beside(PYDLL))
        return fail(window, PYDLL, ERROR_FILENAME_EXCED_RANGE);
    /* What it needs in turn comes from its own folder or from Windows, from nowhere else. */
    python = LoadLibraryExW(file, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    if (python == NULL)
        return fail(window, file, GetLastError());
    run = (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (run == NULL)
        return fail(window, file, GetLastError());

    all = LocalAlloc(LPTR, sizeof *all * ((SIZE_T)count + FIXED + 1));
    if (all == NULL)
        return fail(window, L"LocalAlloc", GetLastError());
    all[0] = given[0];
    for (i = 0; i < FIXED; i++)
        all[1 + i] = fixed[i];
    for (i = 1; i < count; i++)
        all[FIXED + i] = given[i];

    code = run(count + FIXED, all);
    /* The window ends with 0 whatever the officer did in it: anything else means it never came up, and Python
       has written the reason where nobody sees it. */
    if (window && code != 0)
        return fail(TRUE, L"python -m povdesk", (DWORD)code);
    return code;
}
