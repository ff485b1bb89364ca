; The pages' own words in Vietnamese; only those of the pages that povdesk.nsi shows.

!insertmacro LANGFILE "Vietnamese" = "Tiếng Việt" "Tieng Viet"

!ifdef MUI_WELCOMEPAGE
  ${LangFileString} MUI_TEXT_WELCOME_INFO_TITLE ""
  ${LangFileString} MUI_TEXT_WELCOME_INFO_TEXT ""
!endif

!ifdef MUI_LICENSEPAGE
  ${LangFileString} MUI_TEXT_LICENSE_TITLE "Thành phần và giấy phép"
  ${LangFileString} MUI_TEXT_LICENSE_SUBTITLE "Những gì được cài cùng PovDesk và của ai."
  ${LangFileString} MUI_INNERTEXT_LICENSE_TOP "Kéo xuống để đọc hết."
  ${LangFileString} MUI_INNERTEXT_LICENSE_BOTTOM ""
  ${LangFileString} MUI_INNERTEXT_LICENSE_BOTTOM_CHECKBOX "$_CLICK"
  ${LangFileString} MUI_INNERTEXT_LICENSE_BOTTOM_RADIOBUTTONS "$_CLICK"
!endif

!ifdef MUI_DIRECTORYPAGE
  ${LangFileString} MUI_TEXT_DIRECTORY_TITLE "Thư mục cài đặt"
  ${LangFileString} MUI_TEXT_DIRECTORY_SUBTITLE "Chương trình nằm ở đâu trên máy này."
!endif

!ifdef MUI_INSTFILESPAGE
  ${LangFileString} MUI_TEXT_INSTALLING_TITLE "Đang cài đặt"
  ${LangFileString} MUI_TEXT_INSTALLING_SUBTITLE "Việc này mất khoảng một phút. Không tắt máy trong lúc này."
  ${LangFileString} MUI_TEXT_FINISH_TITLE "Đã cài đặt xong"
  ${LangFileString} MUI_TEXT_FINISH_SUBTITLE "PovDesk đã sẵn sàng."
  ${LangFileString} MUI_TEXT_ABORT_TITLE "Chưa cài đặt được"
  ${LangFileString} MUI_TEXT_ABORT_SUBTITLE "Phiên bản đang dùng (nếu có) và dữ liệu vẫn còn nguyên."
!endif

!ifdef MUI_FINISHPAGE
  ${LangFileString} MUI_TEXT_FINISH_INFO_TITLE "Đã cài đặt $(^NameDA)"
  ${LangFileString} MUI_TEXT_FINISH_INFO_TEXT "$(T_FINISH)"
  ${LangFileString} MUI_TEXT_FINISH_INFO_REBOOT "Cần khởi động lại máy để cài đặt xong. Khởi động lại ngay?"
  ${LangFileString} MUI_TEXT_FINISH_REBOOTNOW "Khởi động lại ngay"
  ${LangFileString} MUI_TEXT_FINISH_REBOOTLATER "Để sau"
  ${LangFileString} MUI_TEXT_FINISH_RUN "&Mở PovDesk"
  ${LangFileString} MUI_TEXT_FINISH_SHOWREADME "Xem hướng dẫn"
  ${LangFileString} MUI_BUTTONTEXT_FINISH "&Kết thúc"
!endif

!ifdef MUI_UNCONFIRMPAGE
  ${LangFileString} MUI_UNTEXT_CONFIRM_TITLE "Gỡ bỏ $(^NameDA)"
  ${LangFileString} MUI_UNTEXT_CONFIRM_SUBTITLE "Chỉ chương trình được gỡ bỏ, dữ liệu được giữ lại."
!endif

!ifdef MUI_UNINSTFILESPAGE
  ${LangFileString} MUI_UNTEXT_UNINSTALLING_TITLE "Đang gỡ bỏ"
  ${LangFileString} MUI_UNTEXT_UNINSTALLING_SUBTITLE "Đợi trong khi PovDesk được gỡ bỏ."
  ${LangFileString} MUI_UNTEXT_FINISH_TITLE "Đã gỡ bỏ"
  ${LangFileString} MUI_UNTEXT_FINISH_SUBTITLE "PovDesk không còn trên máy này; dữ liệu vẫn còn."
  ${LangFileString} MUI_UNTEXT_ABORT_TITLE "Chưa gỡ bỏ được"
  ${LangFileString} MUI_UNTEXT_ABORT_SUBTITLE "Dữ liệu vẫn còn nguyên."
!endif

!ifdef MUI_UNFINISHPAGE
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_TITLE "Đã gỡ bỏ PovDesk"
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_TEXT "$(T_UNINSTALL_DONE)"
  ${LangFileString} MUI_UNTEXT_FINISH_INFO_REBOOT "Cần khởi động lại máy để gỡ bỏ xong. Khởi động lại ngay?"
!endif

!ifdef MUI_ABORTWARNING
  ${LangFileString} MUI_TEXT_ABORTWARNING "Dừng cài đặt PovDesk?"
!endif

!ifdef MUI_UNABORTWARNING
  ${LangFileString} MUI_UNTEXT_ABORTWARNING "Dừng gỡ bỏ PovDesk?"
!endif
