; From unpacked to in use, and back when that fails.

; Runs a program of ours and leaves its exit code, or "timeout", or "error" when it could not be started, in $0.
; Nothing of ours may hang the setup, hence not ExecWait; nsExec's own time limit does not end a program without output.
!macro RunProgram LIMIT FOLDER WORDS
  StrCpy $R4 '"$INSTDIR\${FOLDER}\PovDesk.exe" ${WORDS}'
  StrCpy $R5 ${LIMIT}
  Call RunProgram
!macroend

Function RunProgram
  ; $R4: the command line, $R5: milliseconds
  System::Alloc 104 ; STARTUPINFOW: its size, the rest zeros
  Pop $1
  System::Call '*$1(i 104)'
  System::Alloc 24 ; PROCESS_INFORMATION
  Pop $2
  System::Call 'kernel32::CreateProcessW(p 0, w R4, p 0, p 0, i 0, i 0x08000000, p 0, p 0, p r1, p r2) i .r0'
  ${If} $0 = 0
    StrCpy $0 "error"
  ${Else}
    System::Call '*$2(p .r3, p .r4)'
    System::Call 'kernel32::WaitForSingleObject(p r3, i R5) i .r0'
    ${If} $0 = 0
      System::Call 'kernel32::GetExitCodeProcess(p r3, *i .r0)'
    ${Else}
      System::Call 'kernel32::TerminateProcess(p r3, i 1)'
      ; Its files are free only when it is really gone.
      System::Call 'kernel32::WaitForSingleObject(p r3, i 10000)'
      StrCpy $0 "timeout"
    ${EndIf}
    System::Call 'kernel32::CloseHandle(p r3)'
    System::Call 'kernel32::CloseHandle(p r4)'
  ${EndIf}
  System::Free $1
  System::Free $2
FunctionEnd

; Removes what was unpacked and not switched to; leaves no trace of an installation that did not come about.
Function DropNew
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\app.new"
  ${IfNot} ${FileExists} "$INSTDIR\app.new\*.*"
    DeleteRegValue HKCU "${SETTINGS_KEY}" "Unpacking"
    DeleteRegKey /ifempty HKCU "${SETTINGS_KEY}"
  ${EndIf}
  RMDir "$INSTDIR"
FunctionEnd

; Renames $R0 to $R1, again and again for ten seconds: scanners keep fresh files open for a moment.
; Leaves 1 in $R2 when it came about.
Function RenamePatiently
  StrCpy $R3 0
  ${Do}
    ClearErrors
    Rename "$R0" "$R1"
    ${IfNot} ${Errors}
      StrCpy $R2 1
      Return
    ${EndIf}
    IntOp $R3 $R3 + 1
    ${If} $R3 >= 20
      StrCpy $R2 0
      Return
    ${EndIf}
    Sleep 500
  ${Loop}
FunctionEnd

!macro RenamePatiently FROM TO
  StrCpy $R0 "$INSTDIR\${FROM}"
  StrCpy $R1 "$INSTDIR\${TO}"
  Call RenamePatiently
!macroend

; app.old is there only when an earlier upgrade was cut: between its two renames (no app), or after them and
; before the new program had answered (app and app.old).
Function Recover
  ${If} ${FileExists} "$INSTDIR\app.old\*.*"
    !insertmacro Say "$(T_RECOVERING)"
    ${If} ${FileExists} "$INSTDIR\app\*.*"
      !insertmacro RunProgram ${START_LIMIT} "app" "--version"
      ${If} $0 == "0"
        RMDir /r "$INSTDIR\app.old"
      ${Else}
        RMDir /r "$INSTDIR\app"
      ${EndIf}
    ${EndIf}
    ${If} ${FileExists} "$INSTDIR\app.old\*.*"
    ${AndIfNot} ${FileExists} "$INSTDIR\app\*.*"
      !insertmacro RenamePatiently "app.old" "app"
    ${EndIf}
  ${EndIf}
  RMDir /r "$INSTDIR\app.new"
FunctionEnd

Function TryNew
  !insertmacro Say "$(T_TRYING)"
  !insertmacro RunProgram ${START_LIMIT} "app.new" "start-check"
  ${If} $0 != "0"
    Call DropNew
    !insertmacro Refuse 8 "$(T_NOT_STARTED)"
  ${EndIf}
FunctionEnd

; By the new program, as the old one may be damaged. Nothing to copy is exit code 0 as well.
Function CopyData
  !insertmacro Say "$(T_COPYING)"
  !insertmacro RunProgram ${COPY_LIMIT} "app.new" "upgrade-copy --version ${VERSION}"
  ${If} $0 == "0"
    Return
  ${EndIf}
  Call DropNew
  ${If} $0 == "2"
    !insertmacro Refuse 6 "$(T_COPY_DAMAGED)"
  ${EndIf}
  !insertmacro Refuse 6 "$(T_COPY_LOCKED)"
FunctionEnd

; Writes every file of app.new down to the disk. Renames are safe in a power cut, the contents of files written a
; moment ago are not: without this, app could be full of empty files when app.old is already gone.
; Each file is handed to the disk without waiting for the disk's own cache (flag 2), which would take an old disk
; a minute; the last one, flushed in full, empties that cache for all.
Function FlushNew
  System::Alloc 16 ; IO_STATUS_BLOCK
  Pop $9
  Push "$INSTDIR\app.new"
  Call FlushFolder
  System::Free $9
  FileOpen $0 "$INSTDIR\app.new\PovDesk.exe" a
  System::Call 'kernel32::FlushFileBuffers(p r0)'
  FileClose $0
FunctionEnd

; The folder is on the stack.
Function FlushFolder
  Exch $R0
  Push $R1
  Push $R2
  Push $R3
  FindFirst $R1 $R2 "$R0\*.*"
  ${DoWhile} $R2 != ""
    ${If} $R2 != "."
    ${AndIf} $R2 != ".."
      ${If} ${FileExists} "$R0\$R2\*.*"
        Push "$R0\$R2"
        Call FlushFolder
      ${Else}
        ClearErrors
        FileOpen $R3 "$R0\$R2" a
        ${IfNot} ${Errors}
          StrCpy $8 "unknown"
          System::Call 'ntdll::NtFlushBuffersFileEx(p R3, i 2, p 0, i 0, p r9) i .r8'
          ${If} $8 != "0"
            System::Call 'kernel32::FlushFileBuffers(p R3)'
          ${EndIf}
          FileClose $R3
        ${EndIf}
      ${EndIf}
    ${EndIf}
    FindNext $R1 $R2
  ${Loop}
  FindClose $R1
  Pop $R3
  Pop $R2
  Pop $R1
  Pop $R0
FunctionEnd

Function Switch
  StrCpy $R9 0 ; 1: there is a version in use
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    StrCpy $R9 1
    !insertmacro Say "$(T_FLUSHING)"
    Call FlushNew
  ${EndIf}
  ; It may have been opened again in the meantime.
  Call CheckRunning

  !insertmacro Say "$(T_SWITCHING)"
  RMDir /r "$INSTDIR\app.old"
  StrCpy $R2 1
  ${If} $R9 = 1
    !insertmacro RenamePatiently "app" "app.old"
  ${EndIf}
  ${If} $R2 = 1
    !insertmacro RenamePatiently "app.new" "app"
    ${If} $R2 = 0
    ${AndIf} $R9 = 1
      !insertmacro RenamePatiently "app.old" "app"
      StrCpy $R2 0
    ${EndIf}
  ${EndIf}
  ${If} $R2 = 0
    Call DropNew
    !insertmacro Refuse 7 "$(T_NOT_SWITCHED)"
  ${EndIf}

  !insertmacro RunProgram ${START_LIMIT} "app" "--version"
  ${If} $0 != "0"
    !insertmacro RenamePatiently "app" "app.new"
    ${If} $R9 = 1
      !insertmacro RenamePatiently "app.old" "app"
    ${EndIf}
    Call DropNew
    !insertmacro Refuse 8 "$(T_ROLLED_BACK)"
  ${EndIf}
  RMDir /r "$INSTDIR\app.old"
FunctionEnd
