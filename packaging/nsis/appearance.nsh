; Which pages are shown, and how they look. (Not "pages.nsh": NSIS has one of that name and would take ours for it.)

!define MUI_ICON "..\launcher\povdesk.ico"
!define MUI_UNICON "..\launcher\povdesk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_ABORTWARNING
!define MUI_UNABORTWARNING

!insertmacro MUI_PAGE_WELCOME

!tempfile NOTICES
!system 'python3 -B notices.py "${VERSION}" "${PAYLOAD}" "../requirements.lock" "${NOTICES}"' = 0
!define MUI_LICENSEPAGE_BUTTON "$(^NextBtn)"
!insertmacro MUI_PAGE_LICENSE "${NOTICES}"

!define MUI_PAGE_CUSTOMFUNCTION_PRE SkipWhenInstalled
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveDirectory
!insertmacro MUI_PAGE_DIRECTORY

!insertmacro MUI_PAGE_INSTFILES

!define MUI_FINISHPAGE_RUN "$INSTDIR\app\PovDesk.exe"
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(T_UNINSTALL_TOP)"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_UNPAGE_FINISH

!insertmacro MUI_LANGUAGEEX "language" "Vietnamese"
!delfile "${NOTICES}"

; An upgrade goes where PovDesk is: a second copy elsewhere would only confuse.
Function SkipWhenInstalled
  ${If} $Previous != ""
    Abort
  ${EndIf}
FunctionEnd

Function LeaveDirectory
  Call FindProblem
  ${If} $Problem != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$Problem"
    Abort
  ${EndIf}
FunctionEnd
