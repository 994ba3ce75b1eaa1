import CACore
import CAInterface
import PKIFormats
import PortableFoundation

/// A row as a view sees it, and pages of such rows by plain comparison: what `InMemoryCAStore` answers and databases are held against.
struct ViewCells {
    let place: Int
    private let values: [StoredViewColumn: ColumnValue]
    private let attributes: [RequestAttributes.Pair]

    init(_ row: StoredRequest, attestation: StoredAttestation? = nil, archived: StoredArchivedKey? = nil) {
        place = row.id.rawValue
        attributes = row.attributes
        var values: [StoredViewColumn: ColumnValue] = [
            .requestID: .long(row.id.rawValue), .rawRequest: .binary(row.rawRequest), .requestAttributes: .string(row.rawAttributes),
            .requestType: .long(Int(row.requestType)), .requestFlags: .long(Int(row.requestFlags)),
            .statusCode: .long(Int(row.statusCode.rawValue)), .disposition: .long(row.disposition.rawValue),
            .dispositionMessage: .string(row.message), .submittedWhen: .date(row.submittedWhen), .requesterName: .string(row.requesterName),
            .callerName: .string(row.callerName), .officer: .long(row.officer == nil ? 0 : 1),
        ]
        values[.attestationChallenge] = attestation?.challenge.map { .binary($0.bytes) }
        values[.endorsementKeyHash] = attestation?.endorsementKeyHash.map { .string($0) }
        values[.endorsementCertificateHash] = attestation?.endorsementCertificateHash.map { .string($0) }
        values[.keyRecoveryHashes] = archived.map { .string($0.agentHashes) }
        values[.issuedRequestID] = .long(row.id.rawValue)
        values[.resolvedWhen] = row.resolvedWhen.map { .date($0) }
        values[.revokedWhen] = row.revokedWhen.map { .date($0) }
        values[.revokedEffectiveWhen] = row.revokedEffectiveWhen.map { .date($0) }
        values[.revokedReason] = row.revokedReason.map { .long($0) }
        values[.partition] = .long(row.certificate?.partition ?? 0)
        if row.rawName.count <= RequestSummary.longestName { values[.requestRawName] = .binary(row.rawName) }
        if let certificate = row.certificate {
            values[.rawCertificate] = .binary(certificate.bytes)
            values[.certificateTemplate] = .string(certificate.templateIdentifier)
            values[.enrollmentFlags] = .long(Int(certificate.enrollmentFlags))
            values[.generalFlags] = .long(Int(certificate.generalFlags))
            values[.privateKeyFlags] = .long(Int(certificate.privateKeyFlags))
            values[.serialNumber] = .string(certificate.serialNumber)
            values[.issuerNameID] = .long(certificate.generation)
            values[.notBefore] = .date(certificate.notBefore)
            values[.notAfter] = .date(certificate.notAfter)
            if let subject = (try? Certificate(derEncoded: certificate.bytes))?.subject {
                values[.issuedRawName] = .binary(subject.derEncoded)
                let names = subject.values(of: .commonName)
                if !names.isEmpty { values[.commonName] = .string(names.joined(separator: "\n")) }
            }
        }
        self.values = values
    }

    init(_ list: StoredRevocationList) {
        place = list.key.index << 48 | list.part.partition << 32 | list.number << 1 | (list.isDelta ? 1 : 0)
        attributes = []
        values = [
            .listRowID: .long(place), .listNumber: .long(list.number), .listNameID: .long(list.key.index), .listCount: .long(list.count),
            .listThisUpdate: .date(list.thisUpdate), .listNextUpdate: .date(list.nextUpdate), .listThisPublish: .date(list.signedWhen),
            .listPartition: .long(list.part.partition), .listBaseNumber: .long(list.baseNumber),
        ]
    }

    static func page(_ query: StoredViewQuery, of rows: [ViewCells]) -> [StoredViewRow] {
        let found = rows.filter { $0.meets(query) && (query.order == nil || $0.rank(query.order) != nil) }
            .sorted { query.descending ? $1.isBefore($0, query.order) : $0.isBefore($1, query.order) }
            .filter { row in
                guard let after = query.after else { return true }
                let end = Rank(after.value)
                let own = row.rank(query.order)
                let isBehind = own == end ? after.place < row.place : Self.isBefore(end, own)
                return query.descending ? own != end ? !isBehind : row.place < after.place : isBehind
            }
        return found.prefix(query.limit).map { row in
            StoredViewRow(
                place: row.place,
                values: query.columns.map { row.values[$0] },
                orderValue: query.order.flatMap { row.values[$0] }.flatMap { ViewCursor.Value($0) },
                attributes: query.columns.contains(.attributes) ? row.attributes : []
            )
        }
    }

    static func groups(_ query: StoredViewQuery, by column: StoredViewColumn, of rows: [ViewCells]) -> [StoredViewGroup] {
        var counts: [Rank?: (value: ColumnValue?, count: Int)] = [:]
        for row in rows where row.meets(query) {
            var value = row.values[column]
            if case .date(let date)? = value {
                value = .date(Date(timeIntervalSince1970: (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400))
            }
            counts[Rank(value), default: (value, 0)].count += 1
        }
        let end = Rank(query.after?.value)
        return counts.sorted { isBefore($0.key, $1.key) }.filter { end == nil || isBefore(end, $0.key) }.prefix(query.limit)
            .map { StoredViewGroup(value: $0.value.value, count: $0.value.count) }
    }

    private func rank(_ column: StoredViewColumn?) -> Rank? { column.flatMap { Rank(values[$0]) } }

    private func isBefore(_ other: ViewCells, _ order: StoredViewColumn?) -> Bool {
        let (own, others) = (rank(order), other.rank(order))
        return own == others ? place < other.place : Self.isBefore(own, others)
    }

    /// The empty value comes first.
    private static func isBefore(_ left: Rank?, _ right: Rank?) -> Bool {
        guard let left, let right else { return left == nil && right != nil }
        return left < right
    }

    private func meets(_ query: StoredViewQuery) -> Bool {
        query.restrictions.allSatisfy { restriction in
            guard let own = Rank(values[restriction.column]), let wanted = Rank(restriction.value) else { return false }
            return switch restriction.comparison {
            case .equal: own == wanted
            case .less: own < wanted
            case .lessOrEqual: own <= wanted
            case .greater: own > wanted
            case .greaterOrEqual: own >= wanted
            case .begins: own.octets.starts(with: wanted.octets)
            }
        }
    }

    /// The key that orders values: numbers as such, texts by their octets without the case of ASCII letters.
    private struct Rank: Hashable, Comparable {
        let number: Int
        let octets: [UInt8]

        init?(_ value: ViewCursor.Value?) {
            switch value {
            case nil: return nil
            case .number(let number): (self.number, octets) = (number, [])
            case .text(let text): (number, octets) = (0, text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 })
            }
        }

        init?(_ value: ColumnValue?) { self.init(value.flatMap { ViewCursor.Value($0) }) }

        static func < (left: Rank, right: Rank) -> Bool {
            left.number == right.number ? left.octets.lexicographicallyPrecedes(right.octets) : left.number < right.number
        }
    }
}
