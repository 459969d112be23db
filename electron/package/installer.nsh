; What the uninstaller of Windows does beside electron-builder's own script (nsis.include in electron-builder.yml).

; Start at login is an entry of this account that Quayside writes when it is asked to (electron/adapters/loginItem.ts). Electron
; names it after the app's id, which is APP_ID here, and Windows keeps beside it whether its own list has switched it off. Left
; behind they would name a program that is gone. An update runs the uninstaller of the former version: it keeps both.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
  ${endIf}
!macroend
