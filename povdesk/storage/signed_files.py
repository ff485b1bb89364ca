"""Asks Windows who signed a program file and which version it says it is; elsewhere nothing is known.

Nothing is fetched: whether a signature was withdrawn is only known as far as this computer knows already.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from povdesk.domain.update import UNSIGNED, Signature, SignatureState, Version

Trust = Callable[[Path], tuple[int, str]]
"""WinVerifyTrust's answer for a file, and the signer's name as far as there is one."""

_STATES = {
    0x00000000: SignatureState.VALID,
    0x800B0001: SignatureState.NONE,  # TRUST_E_PROVIDER_UNKNOWN
    0x800B0003: SignatureState.NONE,  # TRUST_E_SUBJECT_FORM_UNKNOWN
    0x800B0100: SignatureState.NONE,  # TRUST_E_NOSIGNATURE
    0x800B0004: SignatureState.BROKEN,  # TRUST_E_SUBJECT_NOT_TRUSTED
    0x800B0111: SignatureState.BROKEN,  # TRUST_E_EXPLICIT_DISTRUST
    0x800B010C: SignatureState.BROKEN,  # CERT_E_REVOKED
    0x80092010: SignatureState.BROKEN,  # CRYPT_E_REVOKED
    0x80096010: SignatureState.BROKEN,  # TRUST_E_BAD_DIGEST
}
"""Any other answer (unknown root, expired, broken chain): there is a signature nobody here can confirm."""


def signature(path: Path, trust: Trust | None = None) -> Signature:
    """The signature of a program file. trust: asks the system; replaced in tests."""
    ask = trust or _system_trust()
    if ask is None:
        return UNSIGNED
    code, signer = ask(path)
    state = _STATES.get(code & 0xFFFFFFFF, SignatureState.UNCONFIRMED)
    return UNSIGNED if state is SignatureState.NONE else Signature(state, signer)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Guid(ctypes.Structure):
        _fields_ = [
            ("data1", wintypes.DWORD),
            ("data2", wintypes.WORD),
            ("data3", wintypes.WORD),
            ("data4", ctypes.c_ubyte * 8),
        ]

    class _FileInfo(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("path", wintypes.LPCWSTR),
            ("file", wintypes.HANDLE),
            ("subject", ctypes.c_void_p),
        ]

    class _TrustData(ctypes.Structure):
        _fields_ = [
            ("size", wintypes.DWORD),
            ("policy", ctypes.c_void_p),
            ("sip", ctypes.c_void_p),
            ("ui", wintypes.DWORD),
            ("revocation", wintypes.DWORD),
            ("union", wintypes.DWORD),
            ("file", ctypes.POINTER(_FileInfo)),
            ("action", wintypes.DWORD),
            ("state", wintypes.HANDLE),
            ("url", wintypes.LPCWSTR),
            ("flags", wintypes.DWORD),
            ("context", wintypes.DWORD),
            ("settings", ctypes.c_void_p),
        ]

    class _ProviderCertificate(ctypes.Structure):
        """The beginning of CRYPT_PROVIDER_CERT."""

        _fields_ = [("size", wintypes.DWORD), ("certificate", ctypes.c_void_p)]

    _VERIFY_V2 = _Guid(
        0x00AAC56B, 0xCD44, 0x11D0, (ctypes.c_ubyte * 8)(0x8C, 0xC2, 0x00, 0xC0, 0x4F, 0xC2, 0x95, 0xEE)
    )
    _NO_UI, _FILE, _VERIFY, _CLOSE = 2, 1, 1, 2
    _NOTHING_FETCHED = 0x10 | 0x1000 | 0x2000
    """No revocation check, only what is cached already, no MD2 and MD4."""
    _SIMPLE_NAME = 4

    def _win_verify_trust(path: Path) -> tuple[int, str]:
        wintrust = ctypes.WinDLL("wintrust")
        verify = wintrust.WinVerifyTrust
        verify.argtypes = [wintypes.HANDLE, ctypes.POINTER(_Guid), ctypes.POINTER(_TrustData)]
        verify.restype = wintypes.LONG
        file = _FileInfo(ctypes.sizeof(_FileInfo), str(path), None, None)
        data = _TrustData(size=ctypes.sizeof(_TrustData), ui=_NO_UI, union=_FILE, action=_VERIFY)
        data.file, data.flags = ctypes.pointer(file), _NOTHING_FETCHED
        nobody = wintypes.HANDLE(-1)
        code = verify(nobody, ctypes.byref(_VERIFY_V2), ctypes.byref(data))
        try:
            signer = _signer(wintrust, data.state) if data.state else ""
        finally:
            data.action = _CLOSE
            verify(nobody, ctypes.byref(_VERIFY_V2), ctypes.byref(data))
        return code, signer

    def _system_trust() -> Trust | None:
        return _win_verify_trust

    def _signer(wintrust: ctypes.WinDLL, state: int) -> str:
        """The name in the certificate that signed."""
        provided = _call(wintrust.WTHelperProvDataFromStateData, wintypes.HANDLE(state))
        signer = provided and _call(wintrust.WTHelperGetProvSignerFromChain, provided, 0, 0, 0)
        found = signer and _call(wintrust.WTHelperGetProvCertFromChain, signer, 0)
        if not found:
            return ""
        certificate = ctypes.cast(found, ctypes.POINTER(_ProviderCertificate)).contents.certificate
        if not certificate:
            return ""
        name = ctypes.create_unicode_buffer(256)
        get = ctypes.WinDLL("crypt32").CertGetNameStringW
        get(ctypes.c_void_p(certificate), _SIMPLE_NAME, 0, None, name, len(name))
        return name.value.strip()

    def _call(function: Any, handle: object, *places: int) -> ctypes.c_void_p | None:
        function.restype = ctypes.c_void_p
        answered = function(handle, *(wintypes.DWORD(place) for place in places))
        return ctypes.c_void_p(answered) if answered else None

    class _FixedInfo(ctypes.Structure):
        """The beginning of VS_FIXEDFILEINFO."""

        _fields_ = [
            ("signature", wintypes.DWORD),
            ("structure", wintypes.DWORD),
            ("high", wintypes.DWORD),
            ("low", wintypes.DWORD),
        ]

    def file_version(path: Path) -> Version | None:
        """The version in the file's own description; None when it has none."""
        library = ctypes.WinDLL("version")
        size = library.GetFileVersionInfoSizeW(str(path), None)
        if not size:
            return None
        kept = ctypes.create_string_buffer(size)
        found, length = ctypes.c_void_p(), wintypes.UINT()
        if not library.GetFileVersionInfoW(str(path), 0, size, kept):
            return None
        if not library.VerQueryValueW(kept, "\\", ctypes.byref(found), ctypes.byref(length)) or not found:
            return None
        told = ctypes.cast(found, ctypes.POINTER(_FixedInfo)).contents
        return Version(told.high >> 16, told.high & 0xFFFF, told.low >> 16)

else:

    def _system_trust() -> Trust | None:
        return None

    def file_version(path: Path) -> Version | None:
        """The version in the file's own description; only Windows reads it."""
        return None
