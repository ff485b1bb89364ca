; Shortcuts and registry, all below the officer's own account.

!define MENU "$SMPROGRAMS\PovDesk"
!define LINK_PROGRAM "${MENU}\PovDesk.lnk"
!define LINK_FALLBACK "${MENU}\PovDesk (dự phòng).lnk"
!define LINK_REMOVE "${MENU}\Gỡ bỏ PovDesk.lnk"
!define LINK_DESKTOP "$DESKTOP\PovDesk.lnk"

Function Register
  !insertmacro Say "$(T_REGISTERING)"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\${UNINSTALLER}"

  CreateDirectory "${MENU}"
  ; The working folder of the shortcuts is the officer's own, not app: see the end of the section in povdesk.nsi.
  SetOutPath "$PROFILE"
  CreateShortCut "${LINK_PROGRAM}" "$INSTDIR\app\PovDesk.exe" "" "$INSTDIR\app\PovDesk.exe" 0 SW_SHOWNORMAL "" "$(T_LINK)"
  CreateShortCut "${LINK_DESKTOP}" "$INSTDIR\app\PovDesk.exe" "" "$INSTDIR\app\PovDesk.exe" 0 SW_SHOWNORMAL "" "$(T_LINK)"
  ; The same program through pythonw.exe with its maker's signature, for machines that refuse PovDesk.exe;
  ; with the arguments that PovDesk.exe gives to Python.
  CreateShortCut "${LINK_FALLBACK}" "$INSTDIR\app\pythonw.exe" "-I -X utf8 -m povdesk" "$INSTDIR\app\PovDesk.exe" 0 SW_SHOWNORMAL "" "$(T_LINK_FALLBACK)"
  CreateShortCut "${LINK_REMOVE}" "$INSTDIR\${UNINSTALLER}" "" "$INSTDIR\${UNINSTALLER}" 0 SW_SHOWNORMAL "" "$(T_LINK_REMOVE)"
  SetOutPath "$INSTDIR"

  WriteRegStr HKCU "${SETTINGS_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${FULL_NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "PovDesk"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Comments" "$(T_COMMENT)"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\app\PovDesk.exe,0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\${UNINSTALLER}"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\${UNINSTALLER}" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" $0
FunctionEnd

Function un.Unregister
  Delete "${LINK_PROGRAM}"
  Delete "${LINK_FALLBACK}"
  Delete "${LINK_REMOVE}"
  RMDir "${MENU}"
  Delete "${LINK_DESKTOP}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "${SETTINGS_KEY}"
FunctionEnd
