import CAInterface
import PKIFormats

/// The CA properties that are revocation lists or their state. Source: MS-WCCE §3.2.1.4.3.2.17, .18, .30, .31, .46 to .50.
extension BoundCertificationAuthority {
    /// CPF bits of certsrv.h: base 0x1, delta 0x2, complete 0x4; store error 0x10, file error 0x200, HTTP error 0x800.
    func publishStatus(of generation: IssuingGeneration, partition: Int = 0, isDelta: Bool, known: KnownAuthority) async throws -> Int32 {
        let part = RevocationListPart(key: generation.key, partition: partition)
        let kind: Int32 = isDelta ? 0x2 : 0x1
        // Nothing is to be published.
        if isDelta, !RevocationListRules(of: known.stored).hasDeltas { return 0 }
        guard let list = try await newestList(of: part, isDelta: isDelta) else { return kind | 0x10 }
        guard let path = try? path(of: part, isDelta: isDelta, in: known),
            let copy = try await service.publisher.published(path), copy.listNumber == UInt64(clamping: list.number)
        else { return kind | 0x200 }
        let isBehind = service.publicationStatus.allTargets.contains { $0.part == part && $0.isDelta == isDelta && $0.fault != nil }
        return isBehind ? kind | 0x800 : kind | 0x4
    }

    func newestList(of part: RevocationListPart, isDelta: Bool) async throws -> StoredRevocationList? {
        let store = service.store
        return isDelta ? try await store.deltaLists(of: part, limit: 1).first : try await store.revocationLists(of: part, limit: 1).first
    }

    func revocationList(of generation: IssuingGeneration) async throws -> StoredRevocationList? {
        try await newestList(of: RevocationListPart(key: generation.key), isDelta: false)
    }

    func revocationListBytes(of generation: IssuingGeneration, partition: Int = 0, isDelta: Bool = false, in known: KnownAuthority)
        async throws -> [UInt8]?
    {
        let part = RevocationListPart(key: generation.key, partition: partition)
        if isDelta, !RevocationListRules(of: known.stored).hasDeltas { return nil }
        guard let list = try await newestList(of: part, isDelta: isDelta), let path = try? path(of: part, isDelta: isDelta, in: known)
        else { return nil }
        return try await service.revocationLists.bytes(of: list, path: path)
    }

    private func path(of part: RevocationListPart, isDelta: Bool, in known: KnownAuthority) throws -> String? {
        known.stored.keys.first { $0.index == part.key.index }?.listPath(part.partition, isDelta: isDelta)
    }

    /// - Throws: `CAError` with 0x80070057 when certificates are not divided.
    func partitionCount(of known: KnownAuthority, _ property: CAProperty) throws -> Int {
        let count = RevocationListRules(of: known.stored).partitionCount
        guard count > 0 else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "This authority does not divide its certificates, so that it has no value for the property \(property.name)."
            )
        }
        return count
    }

    /// The partition is in the high 16 bits of the index, the CA certificate in the low ones.
    func partitioned(_ property: CAProperty, index: Int, known: KnownAuthority) async throws -> CAPropertyValue {
        let count = try partitionCount(of: known, property)
        let (partition, certificate) = (index >> 16, index & 0xFFFF)
        guard index >= 0, partition <= count, let generation = known.generations.first(where: { $0.index == certificate }) else {
            throw CAError(
                .malformed,
                status: .invalidArgument,
                "The property \(property.name) has no element \(index); its index is a partition from 0 to \(count), times 65536, and a CA certificate."
            )
        }
        switch property.id {
        case .partitionedBaseCRLPublishStatus:
            return .long(try await publishStatus(of: generation, partition: partition, isDelta: false, known: known))
        case .partitionedDeltaCRLPublishStatus:
            return .long(try await publishStatus(of: generation, partition: partition, isDelta: true, known: known))
        default:
            // Without a list the value is empty.
            let isDelta = property.id == .partitionedDeltaCRL
            return .binary(try await revocationListBytes(of: generation, partition: partition, isDelta: isDelta, in: known) ?? [])
        }
    }
}
