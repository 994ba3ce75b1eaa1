import CAInterface
public import CertCli

/// A property of any number. Source: "ICertProperty interface".
public class CertProperty: ICertProperty {
    let lookup: CertificateLookup
    private var id: CertEnrollPropertyID?
    private var state = InitializedOnce<[UInt8]>("The property")

    /// An object without a value: set the number, then call one of the initialize members.
    /// - Parameter lookup: where the certificates are found.
    public init(lookup: CertificateLookup = .standard) {
        self.lookup = lookup
        id = Self.number
    }

    /// The number that the class is for; nil for a property of any number.
    class var number: CertEnrollPropertyID? { nil }

    public var propertyId: CertEnrollPropertyID { get throws { try required("propertyId") } }

    public func setPropertyId(_ id: CertEnrollPropertyID) throws {
        guard !state.isInitialized else { throw CAError.alreadyInitialized("The property") }
        guard Self.number == nil || Self.number == id else {
            throw CAError.badArgument(
                "This object is for property \(Self.number?.rawValue ?? 0), not for \(id.rawValue). Use CertProperty for others."
            )
        }
        self.id = id
    }

    public func initializeFromCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws {
        let id = try required("initializeFromCertificate")
        try initialize(try lookup.installed(certificate, encoding, machineContext).installed.value(of: id))
    }

    public func initializeDecode(_ encoding: EncodingType, encodedData: [UInt8]) throws {
        _ = try required("initializeDecode")
        try initialize(try encoding.decode(encodedData))
    }

    public func rawData(_ encoding: EncodingType) throws -> EncodedBytes { try encoding.encode(try state.value(for: "rawData")) }

    public func setValueOnCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws {
        let (id, value) = (try required("setValueOnCertificate"), try state.value(for: "setValueOnCertificate"))
        try lookup.change(certificate, encoding, machineContext) { try $0.setProperty(id, value) }
    }

    public func removeFromCertificate(_ machineContext: Bool, encoding: EncodingType, certificate: [UInt8]) throws {
        let id = try required("removeFromCertificate")
        try lookup.change(certificate, encoding, machineContext) { try $0.removeProperty(id) }
    }

    /// Whether the octets are a value of the class.
    /// - Throws: `CAError` with 0x8007000D when they are not.
    func check(_ value: [UInt8]) throws {}

    final func initialize(_ value: @autoclosure () throws -> [UInt8]) throws {
        func checked() throws -> [UInt8] {
            let value = try value()
            try check(value)
            return value
        }
        try state.initialize(try checked())
    }

    final func value(for member: String) throws(CAError) -> [UInt8] { try state.value(for: member) }

    final func find(_ certificate: [UInt8], _ encoding: EncodingType, _ machineContext: Bool) throws -> InstalledCertificate {
        try lookup.installed(certificate, encoding, machineContext).installed
    }

    private func required(_ member: String) throws(CAError) -> CertEnrollPropertyID {
        guard let id else { throw .blank(member) }
        return id
    }

    /// The object for a value of the store: of the class that knows the number, if there is one.
    static func of(_ id: CertEnrollPropertyID, _ value: [UInt8], lookup: CertificateLookup) -> CertProperty {
        if let known = kinds[id]?(lookup) {
            do {
                try known.initialize(value)
                return known
            } catch {
                // It stays a property of any number.
            }
        }
        let object = CertProperty(lookup: lookup)
        // The first initialization of a new object cannot fail.
        try? object.setPropertyId(id)
        try? object.initialize(value)
        return object
    }

    /// The classes for one number. A new one is one line here.
    private static let kinds: [CertEnrollPropertyID: @Sendable (CertificateLookup) -> CertProperty] = [
        .keyProvInfo: { CertPropertyKeyProvInfo(lookup: $0) },
        .sha1Hash: { CertPropertySHA1Hash(lookup: $0) },
        .friendlyName: { CertPropertyFriendlyName(lookup: $0) },
        .description: { CertPropertyDescription(lookup: $0) },
        .archived: { CertPropertyArchived(lookup: $0) },
        .autoEnroll: { CertPropertyAutoEnroll(lookup: $0) },
        .enrollment: { CertPropertyEnrollment(lookup: $0) },
        .renewal: { CertPropertyRenewal(lookup: $0) },
        .archivedKeyHash: { CertPropertyArchivedKeyHash(lookup: $0) },
        .backedUp: { CertPropertyBackedUp(lookup: $0) },
        .requestOriginator: { CertPropertyRequestOriginator(lookup: $0) },
        .enrollmentPolicyServer: { CertPropertyEnrollmentPolicyServer(lookup: $0) },
    ]
}
