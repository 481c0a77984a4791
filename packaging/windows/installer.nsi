; The Windows installer: for one person, without an administrator. Compiled by packaging/windows.py,
; which defines BUNDLE, ICONS, VERSION, QUAD, KIB and OUT.
Unicode true
!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define TITLE "示范平台（基地）初审推荐系统"
!define TYPE "ReviewDesk.File"
!define ENTRY "Software\Microsoft\Windows\CurrentVersion\Uninstall\review-desk"

Name "${TITLE}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\review-desk"
InstallDirRegKey HKCU "${ENTRY}" "InstallLocation"
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${TITLE} ${VERSION}"

VIProductVersion "${QUAD}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "LegalCopyright" "各组件的许可见 LICENCES.txt"

!define MUI_ICON "${ICONS}\review-desk.ico"
!define MUI_UNICON "${ICONS}\review-desk.ico"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "将为当前用户安装“${TITLE}”${VERSION}，不需要管理员权限，也不联网。$\r$\n$\r$\n如已装有旧版，会换成这一版；数据文件和设置不受影响。$\r$\n$\r$\n请先关闭正在运行的本程序。"
!define MUI_FINISHPAGE_RUN "$INSTDIR\review-desk.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "将卸载本程序。数据文件（.review）、旁边的 .files 文件夹、备份和设置都会留下。"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Qt asks Windows for icuuc.dll, which is there since 1703 (build 15063); all parts are 64 bit.
Function .onInit
  ${If} ${AtLeastBuild} 15063
  ${AndIf} ${RunningX64}
    Return
  ${EndIf}
  MessageBox MB_OK|MB_ICONSTOP "本程序需要 64 位的 Windows 10（1703 版）或更新的系统，没有安装。" /SD IDOK
  SetErrorLevel 3
  Quit
FunctionEnd

!macro NameRunning FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      StrCpy $1 "${FILE}"
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

; A running program can't be renamed over: ask until it is closed.
!macro CloseFirst UN
Function ${UN}CloseFirst
  again:
  StrCpy $1 ""
  !insertmacro NameRunning "review-desk.exe"
  !insertmacro NameRunning "review-desk-console.exe"
  StrCmp $1 "" free
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "本程序正在运行。请关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
  Abort
  free:
FunctionEnd
!macroend
!insertmacro CloseFirst ""
!insertmacro CloseFirst "un."

!macro TakeAway
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\review-desk.exe"
  Delete "$INSTDIR\review-desk-console.exe"
  Delete "$INSTDIR\review-file.ico"
  Delete "$INSTDIR\LICENCES.txt"
!macroend

Section "程序"
  Call CloseFirst
  !insertmacro TakeAway
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*"
  File "/oname=review-file.ico" "${ICONS}\application-x-review-desk.ico"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\review-desk.exe"

  WriteRegStr HKCU "Software\Classes\.review" "" "${TYPE}"
  WriteRegStr HKCU "Software\Classes\${TYPE}" "" "示范平台（基地）初审数据文件"
  WriteRegStr HKCU "Software\Classes\${TYPE}\DefaultIcon" "" "$INSTDIR\review-file.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}\shell\open\command" "" '"$INSTDIR\review-desk.exe" "%1"'

  WriteRegStr HKCU "Software\Classes\.rdpack" "" "${TYPE}.dossier"
  WriteRegStr HKCU "Software\Classes\${TYPE}.dossier" "" "示范平台（基地）报送材料包"
  WriteRegStr HKCU "Software\Classes\${TYPE}.dossier\DefaultIcon" "" "$INSTDIR\review-file.ico"
  WriteRegStr HKCU "Software\Classes\${TYPE}.dossier\shell\open\command" "" '"$INSTDIR\review-desk.exe" "%1"'

  WriteRegStr HKCU "${ENTRY}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${ENTRY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ENTRY}" "DisplayIcon" "$INSTDIR\review-desk.exe"
  WriteRegStr HKCU "${ENTRY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ENTRY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ENTRY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ENTRY}" "EstimatedSize" ${KIB}
  WriteRegDWORD HKCU "${ENTRY}" "NoModify" 1
  WriteRegDWORD HKCU "${ENTRY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

; Only what was installed goes: the clerk's files and settings lie elsewhere and stay.
Section "Uninstall"
  Call un.CloseFirst
  !insertmacro TakeAway
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKCU "Software\Classes\.review" ""
  StrCmp $0 "${TYPE}" 0 other
  DeleteRegKey HKCU "Software\Classes\.review"
  other:
  ReadRegStr $0 HKCU "Software\Classes\.rdpack" ""
  StrCmp $0 "${TYPE}.dossier" 0 others
  DeleteRegKey HKCU "Software\Classes\.rdpack"
  others:
  DeleteRegKey HKCU "Software\Classes\${TYPE}.dossier"
  DeleteRegKey HKCU "Software\Classes\${TYPE}"
  DeleteRegKey HKCU "${ENTRY}"
  ${RefreshShellIcons}
SectionEnd
