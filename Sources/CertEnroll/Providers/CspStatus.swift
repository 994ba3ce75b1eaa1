import CAInterface

/// A provider with one of its algorithms, as a wizard would offer it. Source: "ICspStatus interface".
public final class CspStatus {
    private var state = InitializedOnce<(csp: CspInformation, algorithm: CspAlgorithm)>("The pair of provider and algorithm")

    /// The place in an order of preference; 0 unless set. Source: "ICspStatus::get_Ordinal".
    public var ordinal = 0
    /// Whether the pair was chosen, shown and used. Source: "ICspStatus::get_EnrollmentStatus".
    public var enrollmentStatus = X509EnrollmentStatus.unknown

    /// An object without a pair: call `initialize`.
    public init() {}

    convenience init(_ csp: CspInformation, _ algorithm: CspAlgorithm) {
        self.init()
        // The first initialization of a new object cannot fail.
        try? state.initialize((csp, algorithm))
    }

    /// Takes the pair. Source: "ICspStatus::Initialize".
    /// - Throws: `CAError`: 0x800704DF the second time, 0x80092004 when the provider does not have the algorithm.
    public func initialize(_ csp: CspInformation, algorithm: CspAlgorithm) throws {
        _ = try csp.cspAlgorithms.itemByName(algorithm.name)
        try state.initialize((csp, algorithm))
    }

    /// The algorithm. Source: "ICspStatus::get_CspAlgorithm".
    public var cspAlgorithm: CspAlgorithm { get throws(CAError) { try state.value(for: "cspAlgorithm").algorithm } }
    /// The provider. Source: "ICspStatus::get_CspInformation".
    public var cspInformation: CspInformation { get throws(CAError) { try state.value(for: "cspInformation").csp } }

    /// `Provider(Signature)` or `Provider(Encryption)` for a provider of CryptoAPI, `Algorithm,Provider` for one of CNG. Source:
    /// "ICspStatus::get_DisplayName".
    public var displayName: String {
        get throws {
            let (csp, algorithm) = try state.value(for: "displayName")
            guard try csp.legacyCsp else { return "\(algorithm.name),\(try csp.name)" }
            return "\(try csp.name)(\(algorithm.operations.contains(.asymmetricEncryptionOperation) ? "Encryption" : "Signature"))"
        }
    }
}

/// Several pairs of provider and algorithm. Source: "ICspStatuses interface".
public final class CspStatuses: ObjectCollection<CspStatus> {
    public override init(_ elements: [CspStatus] = []) { super.init(elements) }

    /// The pair of these names, in any case. Source: "ICspStatuses::get_ItemByName".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByName(_ cspName: String, algorithmName: String) throws -> CspStatus {
        try item("\(algorithmName),\(cspName)") { status in
            try status.cspInformation.name.lowercased() == cspName.lowercased()
                && status.cspAlgorithm.name.lowercased() == algorithmName.lowercased()
        }
    }

    /// The pair at that place of the order. Source: "ICspStatuses::get_ItemByOrdinal".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByOrdinal(_ ordinal: Int) throws -> CspStatus { try item("the ordinal \(ordinal)") { $0.ordinal == ordinal } }

    /// The first pair of that provider whose algorithm can do these operations. Source: "ICspStatuses::get_ItemByOperations".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByOperations(_ cspName: String, algorithmName: String, operations: AlgorithmOperationFlags) throws -> CspStatus {
        try item("\(algorithmName),\(cspName) for \(operations)") { status in
            try status.cspInformation.name.lowercased() == cspName.lowercased()
                && status.cspAlgorithm.name.lowercased() == algorithmName.lowercased()
                && !status.cspAlgorithm.operations.isDisjoint(with: operations)
        }
    }

    /// The first pair of a status's provider. Source: "ICspStatuses::get_ItemByProvider".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByProvider(_ status: CspStatus) throws -> CspStatus {
        let wanted = try status.cspInformation.name
        return try item("the provider \(wanted)") { try $0.cspInformation.name == wanted }
    }

    private func item(_ what: String, where fits: (CspStatus) throws -> Bool) throws -> CspStatus {
        try itemByIndex(try index(of: "pair for \(what)", where: fits))
    }

    /// The algorithms that can do one of the operations, in the preferred order. `exactMatch` takes those that can do just these.
    static func fitting(_ rows: [CspAlgorithm.Row], _ operations: AlgorithmOperationFlags) -> [CspAlgorithm.Row] {
        let wanted = operations.subtracting(.preferenceMaskOperation)
        let able = rows.filter { row in
            operations.contains(.exactMatchOperation) ? row.operations == wanted : !row.operations.isDisjoint(with: wanted)
        }
        if operations.contains(.preferSignatureOnlyOperation) {
            return able.filter { $0.operations == .signatureOperation } + able.filter { $0.operations != .signatureOperation }
        }
        if operations.contains(.preferNonSignatureOperation) {
            return able.filter { !$0.operations.contains(.signatureOperation) }
                + able.filter { $0.operations.contains(.signatureOperation) }
        }
        return able
    }
}
