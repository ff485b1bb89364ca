; Which pages are shown, and how they look. (Not "pages.nsh": NSIS has one of that name and would take ours for it.)

!define MUI_ICON "..\launcher\povdesk.ico"
!define MUI_UNICON "..\launcher\povdesk.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "side.bmp"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "side.bmp"
; Esc, then Enter without a look, must not throw the installation away.
!define MUI_ABORTWARNING
!define MUI_ABORTWARNING_CANCEL_DEFAULT
!define MUI_UNABORTWARNING
!define MUI_UNABORTWARNING_CANCEL_DEFAULT

; What stands there depends on what is installed: see FindWords.
Var WelcomeTitle
Var WelcomeText
Var NoticesButton
Var NoticesBottom
!define MUI_WELCOMEPAGE_TITLE "$WelcomeTitle"
!define MUI_WELCOMEPAGE_TEXT "$WelcomeText"
!insertmacro MUI_PAGE_WELCOME

!tempfile NOTICES
!system 'python3 -B notices.py "${VERSION}" "${PAYLOAD}" "../requirements.lock" "${NOTICES}"' = 0
!define MUI_LICENSEPAGE_BUTTON "$NoticesButton"
!define MUI_LICENSEPAGE_TEXT_BOTTOM "$NoticesBottom"
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

; A new version, a repair, or the first installation; in the former two no page follows the notices.
Function FindWords
  ${If} $Previous == ""
    StrCpy $WelcomeTitle "$(T_WELCOME_TITLE)"
    StrCpy $WelcomeText "$(T_WELCOME)"
    StrCpy $NoticesButton "$(^NextBtn)"
    StrCpy $NoticesBottom "$(T_NOTICES_NEXT)"
    Return
  ${EndIf}
  ${If} $Previous == "${VERSION}"
    StrCpy $WelcomeTitle "$(T_REPAIR_TITLE)"
  ${Else}
    StrCpy $WelcomeTitle "$(T_UPGRADE_TITLE)"
  ${EndIf}
  StrCpy $WelcomeText "$(T_UPGRADE)"
  StrCpy $NoticesButton "$(^InstallBtn)"
  StrCpy $NoticesBottom "$(T_NOTICES_INSTALL)"
FunctionEnd

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
