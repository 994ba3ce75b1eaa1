import CAInterface

// What requests do with the numbers of the enumerations.

extension RequestClientInfoClientId: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int32) { self.init(rawValue: value) }
}

extension Pkcs10AllowedSignatureTypes {
    /// Whether the number is one of the enumeration.
    var isKnown: Bool { !isEmpty && isSubset(of: [.keySignature, .nullSignature]) }
}

extension X509PrivateKeyVerify {
    var isKnown: Bool { Self.documented.contains { $0.value == self } }
    /// Whether the key is opened at once. There is no user interface here, so the kinds that allow one are like those that do not.
    var opensKey: Bool { self != .none && self != .smartCardNone }
}
