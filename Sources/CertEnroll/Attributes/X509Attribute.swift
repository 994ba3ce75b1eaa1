import CAInterface
public import CertCli
public import PKIFormats

/// One value of an attribute of any identifier. Source: "IX509Attribute interface".
public class X509Attribute: IX509Attribute {
    /// An identifier and the DER of one value.
    typealias Content = (oid: OID, value: [UInt8])

    private var state = InitializedOnce<Content>("The attribute")

    /// An object without a value: call one of the initialize members.
    public init() {}

    public func initialize(_ objectId: ObjectId, encoding: EncodingType, encodedData: [UInt8]) throws {
        try initialize(with: (try objectId.oid, try encoding.decode(encodedData)))
    }

    public var objectId: ObjectId { get throws { ObjectId(try content(for: "objectId").oid) } }

    public func rawData(_ encoding: EncodingType) throws -> EncodedBytes { try encoding.encode(try content(for: "rawData").value) }

    var isInitialized: Bool { state.isInitialized }

    func content(for member: String) throws(CAError) -> Content { try state.value(for: member) }

    func initialize(with content: @autoclosure () throws -> Content) throws { try state.initialize(try content()) }

    /// The object for a plain value: of the class that knows the identifier, if there is one and it can read the value.
    public static func of(_ oid: OID, value: [UInt8]) -> X509Attribute {
        if let known = kinds[oid]?() {
            do {
                try known.initialize(with: (oid, value))
                return known
            } catch {
                // It stays an attribute of any identifier.
            }
        }
        let object = X509Attribute()
        // The first initialization of a new object cannot fail.
        try? object.initialize(with: (oid, value))
        return object
    }

    /// The classes for one identifier. A new one is one line here.
    private static let kinds: [OID: @Sendable () -> X509Attribute] = [
        ExtensionRequest.oid: { X509AttributeExtensions() },
        MicrosoftExtensionRequest.oid: { X509AttributeExtensions() },
        RequestClientInformation.oid: { X509AttributeClientId() },
        OperatingSystemVersion.oid: { X509AttributeOSVersion() },
        EnrollmentCSPProvider.oid: { X509AttributeCspProvider() },
        RenewalCertificate.oid: { X509AttributeRenewalCertificate() },
        ArchivedKey.oid: { X509AttributeArchiveKey() },
        EncryptedKeyHash.oid: { X509AttributeArchiveKeyHash() },
    ]
}
