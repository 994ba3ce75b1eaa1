/// The signatures that `CheckSignature` takes for valid. Source: "Pkcs10AllowedSignatureTypes enumeration".
public struct Pkcs10AllowedSignatureTypes: OptionSet, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `AllowedKeySignature` 1: by the key of the request.
    public static let keySignature = Self(rawValue: 1)
    /// `AllowedNullSignature` 2: a hash in the place of the signature.
    public static let nullSignature = Self(rawValue: 2)

    /// Whether the number is one of the enumeration.
    var isKnown: Bool { !isEmpty && isSubset(of: [.keySignature, .nullSignature]) }
}

/// The kind of program that makes a request. Open: programs of other makers use 1001 and more. Source: "RequestClientInfoClientId
/// enumeration".
public struct RequestClientInfoClientId: RawRepresentable, ExpressibleByIntegerLiteral, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public init(integerLiteral value: Int) { self.init(rawValue: value) }

    /// `ClientIdNone` 0
    public static let none: Self = 0
    /// `ClientIdXEnroll2003` 1
    public static let xEnroll2003: Self = 1
    /// `ClientIdAutoEnroll2003` 2
    public static let autoEnroll2003: Self = 2
    /// `ClientIdWizard2003` 3
    public static let wizard2003: Self = 3
    /// `ClientIdCertReq2003` 4
    public static let certReq2003: Self = 4
    /// `ClientIdDefaultRequest` 5
    public static let defaultRequest: Self = 5
    /// `ClientIdAutoEnroll` 6
    public static let autoEnroll: Self = 6
    /// `ClientIdRequestWizard` 7
    public static let requestWizard: Self = 7
    /// `ClientIdEOBO` 8: on behalf of another.
    public static let eobo: Self = 8
    /// `ClientIdCertReq` 9
    public static let certReq: Self = 9
    /// `ClientIdTest` 10
    public static let test: Self = 10
    /// `ClientIdWinRT` 11
    public static let winRT: Self = 11
    /// `ClientIdUserStart` 1000
    public static let userStart: Self = 1000
}

/// How far a certificate's private key is checked when the certificate is named. Source: "X509PrivateKeyVerify enumeration".
public struct X509PrivateKeyVerify: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `VerifyNone` 0: the key is opened when it signs.
    public static let none = Self(rawValue: 0)
    /// `VerifySilent` 1
    public static let silent = Self(rawValue: 1)
    /// `VerifySmartCardNone` 2: as ``none``.
    public static let smartCardNone = Self(rawValue: 2)
    /// `VerifySmartCardSilent` 3
    public static let smartCardSilent = Self(rawValue: 3)
    /// `VerifyAllowUI` 4: as ``silent``; there is no user interface here.
    public static let allowUI = Self(rawValue: 4)

    var isKnown: Bool { (0...4).contains(rawValue) }
    /// Whether the key is opened at once.
    var opensKey: Bool { self != .none && self != .smartCardNone }
}
