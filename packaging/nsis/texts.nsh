; Everything that the installer says, beside the frame in language\. Buttons of message boxes come in the language
; of Windows, hence both names.

!macro Text NAME WORDS
  LangString ${NAME} ${LANG_VIETNAMESE} "${WORDS}"
!macroend
!define Text "!insertmacro Text"
!define LINE "$\r$\n"
!define PARAGRAPH "$\r$\n$\r$\n"

${Text} T_WELCOME_TITLE "Cài đặt PovDesk ${VERSION}"
${Text} T_WELCOME "PovDesk giữ sổ hộ nghèo, hộ cận nghèo và kế hoạch giảm nghèo của xã trên máy này.${PARAGRAPH}Cài đặt mất khoảng một phút, không cần quyền quản trị, không cần mạng.${PARAGRAPH}Bấm “Tiếp theo” để tiếp tục."
${Text} T_UPGRADE_TITLE "Cập nhật PovDesk $Previous lên ${VERSION}"
${Text} T_REPAIR_TITLE "Cài lại PovDesk ${VERSION}"
${Text} T_UPGRADE "Hãy lưu công việc và đóng PovDesk trước khi tiếp tục.${PARAGRAPH}Dữ liệu được giữ nguyên. Bộ cài chạy thử chương trình trên máy này, sao lưu dữ liệu và kiểm tra bản sao, rồi mới thay chương trình đang có. Bước nào không xong thì chương trình đang có vẫn dùng được như cũ.${PARAGRAPH}Bấm “Tiếp theo” để tiếp tục."
${Text} T_NOTICES_NEXT "Bấm “Tiếp theo” để tiếp tục. Toàn văn các giấy phép được cài cùng chương trình và xem được ở mục Giới thiệu."
${Text} T_NOTICES_INSTALL "Bấm “Cài đặt” để bắt đầu. Toàn văn các giấy phép được cài cùng chương trình và xem được ở mục Giới thiệu."
${Text} T_FINISH "PovDesk ${VERSION} đã sẵn sàng. Mở bằng biểu tượng PovDesk trên màn hình nền hoặc trong menu Start.${PARAGRAPH}Nếu máy không cho mở PovDesk, dùng PovDesk (dự phòng) trong menu Start và báo người phụ trách tin học của đơn vị."

${Text} T_WINDOWS "PovDesk cần Windows 10 (phiên bản 1809 trở lên) hoặc Windows 11, loại 64 bit. Máy này không đáp ứng.${PARAGRAPH}Hãy cài trên máy khác hoặc báo người phụ trách tin học của đơn vị."
${Text} T_NOT_ALONE "Một cửa sổ cài đặt hoặc gỡ bỏ PovDesk khác đang mở. Hãy làm xong ở cửa sổ đó trước."
${Text} T_NEWER "Máy này đã có PovDesk $Previous, mới hơn bản ${VERSION} của tệp cài đặt này. Không cần cài, cứ tiếp tục dùng bản đang có."
${Text} T_RUNNING "PovDesk đang chạy.${PARAGRAPH}Hãy lưu công việc, đóng PovDesk rồi bấm Thử lại (Retry). Bấm Hủy (Cancel) để dừng; không có gì thay đổi trên máy."
${Text} T_ROOM "Ổ đĩa $0 còn trống $1 MB, cần ít nhất $2 MB.${PARAGRAPH}Hãy đổ thùng rác hoặc chuyển bớt tệp đi nơi khác rồi chạy lại bộ cài."

${Text} T_PATH_LONG "Đường dẫn này quá dài. Hãy chọn thư mục có đường dẫn ngắn hơn 120 ký tự."
${Text} T_PATH_DRIVE "PovDesk cần nằm trên ổ đĩa trong máy, không cài lên USB, đĩa rời hoặc ổ mạng. Hãy chọn thư mục khác.${PARAGRAPH}Muốn mang dữ liệu sang máy khác, dùng Sao lưu trong PovDesk."
${Text} T_PATH_DATA "Thư mục này nằm trong nơi giữ dữ liệu của PovDesk. Chương trình phải nằm ngoài nơi đó, để gỡ bỏ chương trình không đụng đến dữ liệu. Hãy chọn thư mục khác."
${Text} T_PATH_FOREIGN "Thư mục này đã có thư mục con $1 không phải của PovDesk. Để không làm mất gì của chương trình khác, hãy chọn thư mục khác."
${Text} T_PATH_WRITE "Không ghi được vào thư mục này. Hãy chọn thư mục khác, tốt nhất là thư mục mà bộ cài đề nghị lúc đầu."
${Text} T_PATH_OTHER "PovDesk đã được cài ở thư mục $0. Hãy cài phiên bản mới vào đó; muốn chuyển chỗ thì gỡ bỏ PovDesk trước, dữ liệu vẫn được giữ."

${Text} T_UNPACKING "Đang chép chương trình…"
${Text} T_TRYING "Đang chạy thử chương trình trên máy này…"
${Text} T_COPYING "Đang sao lưu dữ liệu và kiểm tra bản sao…"
${Text} T_FLUSHING "Đang ghi chắc chương trình xuống đĩa…"
${Text} T_SWITCHING "Đang chuyển sang phiên bản mới…"
${Text} T_RECOVERING "Đang hoàn tất lần cài đặt trước bị ngắt giữa chừng…"
${Text} T_REGISTERING "Đang tạo lối tắt…"
${Text} T_DONE "Đã xong."

${Text} T_NOT_UNPACKED "Không chép được chương trình vào máy. Phiên bản đang dùng (nếu có) vẫn còn nguyên.${PARAGRAPH}Hãy chép lại tệp cài đặt từ nguồn gốc rồi chạy lại."
${Text} T_NOT_STARTED "PovDesk ${VERSION} không chạy được trên máy này (mã $0), nên không được cài. Phiên bản đang dùng (nếu có) và dữ liệu vẫn còn nguyên.${PARAGRAPH}Phần mềm diệt virus hoặc chính sách an toàn của máy có thể đang chặn chương trình. Hãy báo người phụ trách tin học của đơn vị."
${Text} T_COPY_LOCKED "Không sao lưu được dữ liệu trước khi chuyển sang phiên bản mới (mã $0). Phiên bản đang dùng và dữ liệu vẫn còn nguyên.${PARAGRAPH}Hãy đóng PovDesk ở mọi tài khoản trên máy này, kiểm tra ổ đĩa còn chỗ trống, rồi chạy lại bộ cài."
${Text} T_COPY_DAMAGED "Tệp dữ liệu có chỗ hư hỏng, nên chưa chuyển sang phiên bản mới. Phiên bản đang dùng và dữ liệu vẫn như cũ.${PARAGRAPH}Hãy mở PovDesk đang có, làm theo hướng dẫn phục hồi từ bản sao lưu, rồi chạy lại bộ cài."
${Text} T_NOT_SWITCHED "Không thay được thư mục chương trình: có chương trình khác đang giữ tệp trong đó. Phiên bản đang dùng (nếu có) và dữ liệu vẫn còn nguyên.${PARAGRAPH}Hãy khởi động lại máy rồi chạy lại bộ cài."
${Text} T_ROLLED_BACK "PovDesk ${VERSION} không mở được ở chỗ của nó (mã $0). Phiên bản trước (nếu có) đã được đặt lại như cũ, dữ liệu vẫn còn nguyên.${PARAGRAPH}Phần mềm diệt virus có thể đang chặn chương trình. Hãy báo người phụ trách tin học của đơn vị."

${Text} T_LINK "${FULL_NAME}"
${Text} T_LINK_FALLBACK "Mở PovDesk bằng Python có chữ ký, khi máy không cho mở PovDesk.exe"
${Text} T_LINK_REMOVE "Gỡ bỏ chương trình PovDesk, giữ lại dữ liệu"
${Text} T_COMMENT "Gỡ bỏ chương trình không xóa dữ liệu."

${Text} T_UNINSTALL_TOP "Chương trình và các lối tắt sẽ được gỡ bỏ. Dữ liệu không bị xóa, vẫn nằm ở:${LINE}$DataFolder"
${Text} T_UNINSTALL_DONE "Chương trình đã được gỡ bỏ.${PARAGRAPH}Dữ liệu vẫn còn nguyên ở:${LINE}$DataFolder${PARAGRAPH}Cài lại PovDesk là dùng tiếp được. Nếu máy chuyển cho người khác, hãy sao lưu dữ liệu ra nơi khác, rồi làm theo quy định của đơn vị về xóa dữ liệu cá nhân."
${Text} T_UNINSTALL_FOREIGN "Chương trình gỡ bỏ này không nằm trong thư mục của PovDesk, nên không xóa gì. Hãy gỡ bỏ PovDesk trong menu Start hoặc trong Cài đặt của Windows."
${Text} T_UNINSTALL_REST "Đã gỡ bỏ PovDesk, nhưng còn vài tệp đang bị chương trình khác giữ trong thư mục:${LINE}$INSTDIR${PARAGRAPH}Khởi động lại máy rồi xóa thư mục đó."
