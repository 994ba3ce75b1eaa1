/// The kind of a request. Open: unknown numbers are kept. Source: "X509RequestType enumeration".
public struct X509RequestType: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `TypeAny` 0
    public static let any = Self(rawValue: 0)
    /// `TypePkcs10` 1
    public static let pkcs10 = Self(rawValue: 1)
    /// `TypePkcs7` 2
    public static let pkcs7 = Self(rawValue: 2)
    /// `TypeCmc` 3
    public static let cmc = Self(rawValue: 3)
    /// `TypeCertificate` 4: a self-signed or self-issued certificate.
    public static let certificate = Self(rawValue: 4)
}

/// How deep to look into a request that contains another. Source: "InnerRequestLevel enumeration".
public struct InnerRequestLevel: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// `LevelInnermost` 0
    public static let innermost = Self(rawValue: 0)
    /// `LevelNext` 1
    public static let next = Self(rawValue: 1)
}
