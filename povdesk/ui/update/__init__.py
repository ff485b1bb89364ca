"""Cập nhật từ USB: a newer PovDesk is found on a stick, checked on this computer and started."""
