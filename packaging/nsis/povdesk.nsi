; The Windows installer of PovDesk, for one Windows account, without administrator rights and without network.
;
;   makensis -INPUTCHARSET UTF8 -WX -DVERSION=1.0.0 -DPAYLOAD=DIR -DOUT=FILE.exe -DCOMP=lzma|zlib [-DSIGN=COMMAND] povdesk.nsi
;
; PAYLOAD is what becomes $INSTDIR\app. The order of an upgrade, and what happens when a step fails:
;
;   checks        Windows, another setup running, newer version there, folder, PovDesk running, room    3 5 2 4 9
;   recover       an earlier upgrade that a power cut left half done
;   unpack        into app.new, beside the version in use                                                2
;   start-check   the new program must start on this machine, else app.new goes                          8
;   upgrade-copy  the new program copies the officer's data and proves the copy                          6
;   switch        app becomes app.old, app.new becomes app; undone when the second does not succeed      7
;   --version     the program in its final place must answer, else app.old comes back                    8
;   finish        app.old goes; shortcuts, registry, uninstaller
;
; Whatever fails before the switch leaves the version in use as it was.

Unicode true
; An x86 stub would also start on 32-bit Windows, only to say that it cannot work there; it is not worth a stub
; that cannot be tried where the installer is built.
Target amd64-unicode

!ifndef COMP
  !define COMP lzma
!endif
SetCompressor /SOLID ${COMP}
!if ${COMP} == lzma
  SetCompressorDictSize 24
!endif

!include MUI2.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include FileFunc.nsh
!include WordFunc.nsh

; Limits in milliseconds. A first start on an old disk with an antivirus that reads every
; file takes a minute; a copy of a large database onto a slow disk some more.
!ifndef START_LIMIT
  !define START_LIMIT 180000
!endif
!ifndef COPY_LIMIT
  !define COPY_LIMIT 1800000
!endif
; Room for the copy of the data and for Windows itself, beyond the program.
!ifndef EXTRA_ROOM_MB
  !define EXTRA_ROOM_MB 200
!endif

!define NAME "PovDesk"
!define FULL_NAME "PovDesk – Sổ hộ nghèo và kế hoạch giảm nghèo của xã"
!define SETTINGS_KEY "Software\PovDesk"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\PovDesk"
!define UNINSTALLER "Go-bo-PovDesk.exe"

; What the rest of this script relies on; better found out here than on an officer's machine.
!macro MustBeInPayload FILE
  !if ! /FileExists "${PAYLOAD}\${FILE}"
    !error "${FILE} is missing in the payload ${PAYLOAD}"
  !endif
!macroend
!insertmacro MustBeInPayload "PovDesk.exe"
!insertmacro MustBeInPayload "pythonw.exe"
!insertmacro MustBeInPayload "python311.dll"

Name "${NAME} ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\PovDesk"
InstallDirRegKey HKCU "${SETTINGS_KEY}" "InstallDir"
BrandingText "PovDesk ${VERSION}"
ManifestSupportedOS Win10
ManifestDPIAware true
ManifestLongPathAware true
SetDatablockOptimize on
SetDateSave on
CRCCheck force
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=1066 "ProductName" "PovDesk"
VIAddVersionKey /LANG=1066 "FileDescription" "Bộ cài đặt ${FULL_NAME}"
VIAddVersionKey /LANG=1066 "CompanyName" "PovDesk"
VIAddVersionKey /LANG=1066 "LegalCopyright" "PovDesk"
VIAddVersionKey /LANG=1066 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=1066 "ProductVersion" "${VERSION}"

!ifdef SIGN
  !finalize '${SIGN} "%1"' = 0
  !uninstfinalize '${SIGN} "%1"' = 0
!endif

; The previous version, or empty; the folder of the officer's data; why a folder cannot be used, or empty.
Var Previous
Var DataFolder
Var Problem

!include appearance.nsh
!include texts.nsh
!include checks.nsh
!include switching.nsh
!include registration.nsh

Function .onInit
  SetShellVarContext current
  Call CheckWindows
  Call CheckAlone
  Call CheckVersion
  Call FindWords
FunctionEnd

Section "PovDesk" SecApp
  SetShellVarContext current
  SetDetailsPrint none
  Call FindProblem
  ${If} $Problem != ""
    !insertmacro Refuse 2 "$Problem"
  ${EndIf}
  Call CheckRunning
  Call Recover
  Call CheckVersion
  SectionGetSize ${SecApp} $3
  Call CheckRoom

  !insertmacro Say "$(T_UNPACKING)"
  WriteRegStr HKCU "${SETTINGS_KEY}" "Unpacking" "$INSTDIR"
  SetOutPath "$INSTDIR\app.new"
  ClearErrors
  File /r "${PAYLOAD}\*.*"
  ; Windows does not rename the folder that a program is working in.
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    Call DropNew
    !insertmacro Refuse 2 "$(T_NOT_UNPACKED)"
  ${EndIf}

  Call TryNew
  Call CopyData
  Call Switch
  Call Register
  DeleteRegValue HKCU "${SETTINGS_KEY}" "Unpacking"
  !insertmacro Say "$(T_DONE)"
  ; The finish page starts PovDesk from here. A program started in app, or one that it opens a file with,
  ; would keep that folder from being renamed at the next upgrade.
  SetOutPath "$PROFILE"
SectionEnd

; Also reached when a file could not be written and the officer gave up.
Function .onInstFailed
  Call DropNew
FunctionEnd

!include uninstall.nsh
