; What must hold before anything is written.

; One line above the bar; the names of a thousand files and keys would tell an officer nothing.
!macro Say WORDS
  SetDetailsPrint textonly
  DetailPrint "${WORDS}"
  SetDetailsPrint none
!macroend

; Says why, leaves with the code. Not Abort: it would leave an officer who has read the reason before a page
; with nothing but a button "Hủy".
!macro Refuse CODE WORDS
  SetErrorLevel ${CODE}
  MessageBox MB_OK|MB_ICONEXCLAMATION "${WORDS}" /SD IDOK
  Quit
!macroend

Function CheckWindows
  ${IfNot} ${AtLeastWin10}
  ${OrIfNot} ${AtLeastBuild} 17763
    !insertmacro Refuse 3 "$(T_WINDOWS)"
  ${EndIf}
FunctionEnd

; One setup at a time; Windows gives the mutex back when this process ends, however it ends.
!macro CheckAlone un
Function ${un}CheckAlone
  System::Call 'kernel32::CreateMutexW(p 0, i 0, w "PovDeskSetup") p .r1 ?e'
  Pop $0
  ${If} $0 = 183 ; ERROR_ALREADY_EXISTS
    !insertmacro Refuse 2 "$(T_NOT_ALONE)"
  ${EndIf}
FunctionEnd
!macroend
!insertmacro CheckAlone ""
!insertmacro CheckAlone "un."

; $Previous: the version in $INSTDIR, from the program itself (true also after a power cut), else from the registry.
Function FindPrevious
  StrCpy $Previous ""
  ${IfNot} ${FileExists} "$INSTDIR\app\PovDesk.exe"
    Return
  ${EndIf}
  ClearErrors
  GetDLLVersion "$INSTDIR\app\PovDesk.exe" $0 $1
  ${IfNot} ${Errors}
    IntOp $2 $0 >> 16
    IntOp $2 $2 & 0xFFFF
    IntOp $3 $0 & 0xFFFF
    IntOp $4 $1 >> 16
    IntOp $4 $4 & 0xFFFF
    StrCpy $Previous "$2.$3.$4"
    Return
  ${EndIf}
  ReadRegStr $Previous HKCU "${UNINSTALL_KEY}" "DisplayVersion"
FunctionEnd

; The same version again is a repair.
Function CheckVersion
  Call FindPrevious
  ${If} $Previous != ""
    ${VersionCompare} "$Previous" "${VERSION}" $0
    ${If} $0 = 1
      !insertmacro Refuse 5 "$(T_NEWER)"
    ${EndIf}
  ${EndIf}
FunctionEnd

; The program and the library that it, and the fallback shortcut, keep loaded: Windows lets nobody write to either
; while they run. A few seconds of patience, as PovDesk itself starts the setup just before it closes.
!macro CheckRunning un
Function ${un}IsFree
  ; $0: a file; leaves 1 in $1 when nobody is using it
  StrCpy $1 1
  ${If} ${FileExists} "$0"
    ClearErrors
    FileOpen $2 "$0" a
    ${If} ${Errors}
      StrCpy $1 0
    ${Else}
      FileClose $2
    ${EndIf}
  ${EndIf}
FunctionEnd

Function ${un}CheckRunning
  again:
  StrCpy $3 0
  ${Do}
    StrCpy $0 "$INSTDIR\app\PovDesk.exe"
    Call ${un}IsFree
    ${If} $1 = 1
      StrCpy $0 "$INSTDIR\app\python311.dll"
      Call ${un}IsFree
    ${EndIf}
    ${If} $1 = 1
      Return
    ${EndIf}
    IntOp $3 $3 + 1
    ${If} $3 > 10
      ${Break}
    ${EndIf}
    Sleep 500
  ${Loop}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(T_RUNNING)" /SD IDCANCEL IDRETRY again
  !if "${un}" == ""
    Call DropNew
  !endif
  SetErrorLevel 4
  Quit
FunctionEnd
!macroend
!insertmacro CheckRunning ""
!insertmacro CheckRunning "un."

; $DataFolder: where the officer's data are. The program remembers another folder in place.json:
; {"data": "D:\\So lieu\\PovDesk"}, in UTF-8, which NSIS cannot read by itself.
!macro FindDataFolder un
Function ${un}FindDataFolder
  StrCpy $DataFolder "$LOCALAPPDATA\PovDesk\data"
  ClearErrors
  FileOpen $0 "$LOCALAPPDATA\PovDesk\place.json" r
  ${If} ${Errors}
    Return
  ${EndIf}
  System::Alloc 4096
  Pop $1
  System::Call 'kernel32::ReadFile(p r0, p r1, i 4000, *i .r2, p 0)'
  FileClose $0
  System::Alloc 8192
  Pop $3
  System::Call 'kernel32::MultiByteToWideChar(i 65001, i 0, p r1, i r2, p r3, i 4000) i .r4'
  System::Call '*$3(&w4000 .r5)'
  System::Free $1
  System::Free $3
  StrCpy $5 $5 $4
  ClearErrors
  ${WordFind2X} $5 `"data": "` `"` "E+1" $6
  ${If} ${Errors}
    Return
  ${EndIf}
  ${WordReplace} $6 "\\" "\" "+" $DataFolder
FunctionEnd
!macroend
!insertmacro FindDataFolder ""
!insertmacro FindDataFolder "un."

; app, app.new and app.old are renamed and deleted as a whole: they must be ours.
!macro MustBeOurs SUBFOLDER
  ${If} ${FileExists} "$INSTDIR\${SUBFOLDER}\*.*"
  ${AndIfNot} ${FileExists} "$INSTDIR\${SUBFOLDER}\PovDesk.exe"
  ${AndIfNot} ${FileExists} "$INSTDIR\${UNINSTALLER}"
    ReadRegStr $0 HKCU "${SETTINGS_KEY}" "InstallDir"
    ReadRegStr $2 HKCU "${SETTINGS_KEY}" "Unpacking"
    ${If} $0 != $INSTDIR
    ${AndIf} $2 != $INSTDIR
      StrCpy $1 "${SUBFOLDER}"
      StrCpy $Problem "$(T_PATH_FOREIGN)"
      Return
    ${EndIf}
  ${EndIf}
!macroend

; $Problem: why PovDesk cannot be put into $INSTDIR, or empty.
Function FindProblem
  StrCpy $Problem ""

  ; The longest path below app is 130 characters at most (the build sees to that), Windows' limit is 260.
  StrLen $0 $INSTDIR
  ${If} $0 > 120
    StrCpy $Problem "$(T_PATH_LONG)"
    Return
  ${EndIf}

  ${GetRoot} "$INSTDIR" $0
  System::Call 'kernel32::GetDriveTypeW(w "$0\") i .r1'
  ${If} $1 <> 3 ; a disk of this machine
  ${AndIf} $1 <> 6 ; one in memory
    StrCpy $Problem "$(T_PATH_DRIVE)"
    Return
  ${EndIf}

  Call FindDataFolder
  ${ForEach} $2 1 2 + 1
    ${If} $2 = 1
      StrCpy $0 "$LOCALAPPDATA\PovDesk\"
    ${Else}
      StrCpy $0 "$DataFolder\"
    ${EndIf}
    StrLen $1 $0
    StrCpy $1 "$INSTDIR\" $1
    ${If} $1 == $0
      StrCpy $Problem "$(T_PATH_DATA)"
      Return
    ${EndIf}
  ${Next}
  ; Any folder with a database in it, whoever chose it.
  StrCpy $0 $INSTDIR
  ${DoWhile} $0 != ""
    ${If} ${FileExists} "$0\povdesk.db"
      StrCpy $Problem "$(T_PATH_DATA)"
      Return
    ${EndIf}
    ${GetParent} "$0" $0
  ${Loop}

  !insertmacro MustBeOurs "app"
  !insertmacro MustBeOurs "app.new"
  !insertmacro MustBeOurs "app.old"

  ; A second copy beside a working one is refused in silent mode too.
  ReadRegStr $0 HKCU "${SETTINGS_KEY}" "InstallDir"
  ${If} $0 != ""
  ${AndIf} $0 != $INSTDIR
  ${AndIf} ${FileExists} "$0\app\PovDesk.exe"
    StrCpy $Problem "$(T_PATH_OTHER)"
    Return
  ${EndIf}

  ClearErrors
  CreateDirectory "$INSTDIR"
  GetTempFileName $0 "$INSTDIR"
  ${If} ${Errors}
    StrCpy $Problem "$(T_PATH_WRITE)"
  ${Else}
    Delete "$0"
  ${EndIf}
  ; Only when it is empty: nothing is left behind when the officer thinks again.
  RMDir "$INSTDIR"
FunctionEnd

; The setup unpacks everything once into the folder for temporary files, and from there into place.
; $3: the size of the program in KB.
Function CheckRoom
  IntOp $3 $3 / 1024
  IntOp $2 $3 + ${EXTRA_ROOM_MB}
  ${GetRoot} "$TEMP" $4
  ${GetRoot} "$INSTDIR" $0
  ${If} $0 == $4
    IntOp $2 $2 + $3
  ${EndIf}
  Call CheckRoomOn
  ${If} $0 != $4
    StrCpy $0 $4
    StrCpy $2 $3
    Call CheckRoomOn
  ${EndIf}
FunctionEnd

Function CheckRoomOn
  ; $0: a drive, $2: the MB needed there
  System::Call 'kernel32::GetDiskFreeSpaceExW(w "$0\", *l .r1, p 0, p 0) i .r5'
  ${If} $5 = 0
    Return
  ${EndIf}
  System::Int64Op $1 / 1048576
  Pop $1
  System::Int64Op $1 < $2
  Pop $5
  ${If} $5 = 1
    RMDir "$INSTDIR"
    !insertmacro Refuse 9 "$(T_ROOM)"
  ${EndIf}
FunctionEnd
