"""PovDesk: sổ hộ nghèo và kế hoạch giảm nghèo của xã, trên một máy tính không nối mạng."""

__version__ = "0.1.0"
