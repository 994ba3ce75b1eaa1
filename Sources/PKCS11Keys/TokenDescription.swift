import CPKCS11
package import PKIFormats

/// A token as its module describes it.
package struct TokenDescription: Sendable, Hashable {
    package let slot: UInt
    package let label: String
    package let manufacturer: String
    package let model: String
    package let serial: String
    let flags: UInt

    init(_ info: CK_TOKEN_INFO, slot: UInt) {
        self.slot = slot
        label = Self.text(of: info.label)
        manufacturer = Self.text(of: info.manufacturerID)
        model = Self.text(of: info.model)
        serial = Self.text(of: info.serialNumber)
        flags = info.flags
    }

    package var isInitialized: Bool { flags & CKF.tokenInitialized != 0 }
    package var needsLogin: Bool { flags & CKF.loginRequired != 0 }
    package var isWriteProtected: Bool { flags & CKF.writeProtected != 0 }
    package var isLocked: Bool { flags & CKF.userPINLocked != 0 }
    /// One more wrong PIN locks the token.
    package var hasOneTryLeft: Bool { flags & CKF.userPINFinalTry != 0 }
    /// The PIN is typed at the device.
    var hasOwnPINPad: Bool { flags & CKF.protectedAuthenticationPath != 0 }

    /// The token's URI. The slot's number is left out, because it changes.
    package var uri: PKCS11URI {
        var uri = PKCS11URI()
        uri.token = label.isEmpty ? nil : label
        uri.manufacturer = manufacturer.isEmpty ? nil : manufacturer
        uri.model = model.isEmpty ? nil : model
        uri.serial = serial.isEmpty ? nil : serial
        return uri
    }

    func isMeant(by wanted: PKCS11URI) -> Bool {
        var own = uri
        own.slotID = slot
        return isInitialized && wanted.describesToken(of: own)
    }

    /// The text of a field that is padded with blanks; some modules pad with NUL.
    private static func text<Field>(of field: Field) -> String {
        withUnsafeBytes(of: field) { octets in
            let end = octets.lastIndex { $0 != 0x20 && $0 != 0 }.map { $0 + 1 } ?? 0
            return String(decoding: octets.prefix(end), as: UTF8.self)
        }
    }
}
