import CAInterface

/// Several providers. Source: "ICspInformations interface".
public final class CspInformations: ObjectCollection<CspInformation> {
    public override init(_ elements: [CspInformation] = []) { super.init(elements) }

    /// Every provider of the table. Source: "ICspInformations::AddAvailableCsps".
    /// - Throws: `CAError` with 0x800704DF when the collection is not empty.
    public func addAvailableCsps() throws {
        guard isEmpty else { throw CAError.alreadyInitialized("The collection of providers") }
        try addAll(CspInformation.table.map(CspInformation.init))
    }

    /// The provider of that name, in any case. Source: "ICspInformations::get_ItemByName".
    /// - Throws: `CAError` with 0x80092004 when there is none.
    public func itemByName(_ name: String) throws -> CspInformation {
        try itemByIndex(try index(of: "provider \(name)") { try $0.name.lowercased() == name.lowercased() })
    }

    /// The provider with its first algorithm of that kind, by `provider` or `algorithm,provider`. Source:
    /// "ICspInformations::GetCspStatusFromProviderName".
    /// - Parameter legacyKeySpec: for providers of CryptoAPI, whether the key signs or exchanges; it has no effect on the choice here.
    /// - Throws: `CAError` with 0x80092004 when there is no such provider or algorithm.
    public func cspStatusFromProviderName(_ providerName: String, legacyKeySpec: X509KeySpec = .none) throws -> CspStatus {
        let parts = providerName.split(separator: ",", maxSplits: 1).map { $0.trimmed }
        let provider = try itemByName(parts.last ?? "")
        let algorithms = try provider.cspAlgorithms
        guard parts.count == 2 else {
            let first = try algorithms.itemByIndex(0)
            return CspStatus(provider, first)
        }
        return CspStatus(provider, try algorithms.itemByName(parts[0]))
    }

    /// Every pair of provider and algorithm that can do these operations. Source: "ICspInformations::GetCspStatusesFromOperations".
    /// - Parameter provider: only this provider's; nil for all.
    public func cspStatusesFromOperations(_ operations: AlgorithmOperationFlags, provider: CspInformation? = nil) throws -> CspStatuses {
        let wanted = try provider?.name
        var found: [CspStatus] = []
        for candidate in self {
            if let wanted, try candidate.name != wanted { continue }
            found += CspStatuses.fitting(candidate.algorithmRows, operations).map { CspStatus(candidate, CspAlgorithm($0)) }
        }
        return CspStatuses(found)
    }

    /// The ciphers of the provider that a status names. Source: "ICspInformations::GetEncryptionCspAlgorithms".
    public func encryptionCspAlgorithms(_ status: CspStatus) throws -> CspAlgorithms { try algorithms(status, .cipherInterface) }

    /// The hashes of the provider that a status names. Source: "ICspInformations::GetHashAlgorithms".
    public func hashAlgorithms(_ status: CspStatus) throws -> ObjectIds {
        let hashes = try algorithms(status, .hashInterface)
        let ids = ObjectIds()
        for hash in hashes { try ids.add(try hash.algorithmOid()) }
        return ids
    }

    private func algorithms(_ status: CspStatus, _ type: AlgorithmType) throws -> CspAlgorithms {
        CspAlgorithms(try status.cspInformation.cspAlgorithms.filter { $0.type == type })
    }
}

extension Substring {
    /// Without blanks at both ends.
    fileprivate var trimmed: String {
        var rest = self
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
