; Removes the program, its shortcuts and its registry keys. Never the data.

Function un.onInit
  SetShellVarContext current
  Call un.CheckAlone
  Call un.FindDataFolder
  ; This program removes the folder app beside itself: it must be the one that was installed, not a copy elsewhere.
  ReadRegStr $0 HKCU "${SETTINGS_KEY}" "InstallDir"
  ${If} $0 != $INSTDIR
  ${AndIfNot} ${FileExists} "$INSTDIR\app\PovDesk.exe"
    !insertmacro Refuse 2 "$(T_UNINSTALL_FOREIGN)"
  ${EndIf}
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  SetDetailsPrint none
  Call un.CheckRunning
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\app"
  RMDir /r "$INSTDIR\app.old"
  RMDir /r "$INSTDIR\app.new"
  Delete "$INSTDIR\${UNINSTALLER}"
  ; Only when nothing of somebody else's lies there.
  RMDir "$INSTDIR"
  Call un.Unregister
  ${If} ${FileExists} "$INSTDIR\app\*.*"
    MessageBox MB_OK|MB_ICONINFORMATION "$(T_UNINSTALL_REST)" /SD IDOK
  ${EndIf}
SectionEnd
