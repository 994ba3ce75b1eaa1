import CACore
import CAInterface

extension CAStoreRun {
    func exchangeCertificatesAreCounted() async throws {
        try ContractError.unlessEqual(try await store.exchangeCertificates(of: authority), [], "none at first")
        var written: [StoredExchangeCertificate] = []
        for index in 0..<3 {
            let row = try await stored { sample.request($0) }
            let exchange = StoredExchangeCertificate(
                authority: authority,
                index: index,
                reference: .sealedFile(name: "exchange-\(index)"),
                request: row.id
            )
            try await store.commit([.exchangeCertificateIssued(exchange)], expecting: .nothing)
            written.append(exchange)
        }
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.exchangeCertificates(of: authority), written.reversed(), "newest first")
        let row = sample.request(try await again.reserveRequestID(of: authority))
        let second = StoredExchangeCertificate(authority: authority, index: 2, reference: .sealedFile(name: "other"), request: row.id)
        let failure = try await ContractError.error(CommitError.self, "an index that is taken") {
            try await again.commit([.requestReceived(row), .exchangeCertificateIssued(second)], expecting: .nothing)
        }
        guard case .moved = failure else { throw ContractError("an index that is taken is reported as \(failure)") }
        try ContractError.unless(try await again.request(row.id, of: authority) == nil, "the row of the second one is not stored")
    }

    func precertificatesAreKept() async throws {
        var row = try await stored { sample.request($0, serial: nil) }
        let precertificate = sample.precertificate(of: row)
        try await store.commit([.precertificateSigned(precertificate)], expecting: .nothing)
        let other = try await stored { sample.request($0, serial: nil) }
        let failure = try await ContractError.error(CommitError.self, "a serial number that another precertificate has") {
            let second = sample.precertificate(of: other, serial: precertificate.certificate.serialNumber)
            try await store.commit([.precertificateSigned(second)], expecting: .nothing)
        }
        guard case .serialNumberUsed = failure else { throw ContractError("a serial number used twice is reported as \(failure)") }
        row.revision += 1
        row.disposition = .issued
        row.certificate = precertificate.certificate
        try await store.commit([.requestUpdated(row)], expecting: .nothing)
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(
            try await again.precertificate(of: row.id, of: authority),
            precertificate.certificate,
            "as it was written, also after the certificate"
        )
        try ContractError.unless(try await again.precertificate(of: other.id, of: authority) == nil, "nil for a row without one")
    }

    func attestationsAreKept() async throws {
        var row = try await stored { sample.request($0, serial: nil) }
        let attestation = sample.attestation(of: row)
        try await store.commit([.keyAttested(attestation)], expecting: .nothing)
        _ = try await ContractError.error(CommitError.self, "a second attestation of one request") {
            try await store.commit([.keyAttested(attestation)], expecting: .nothing)
        }
        let other = try await stored { sample.request($0, serial: nil) }
        row.revision += 1
        row.disposition = .denied
        try await store.commit([.requestUpdated(row)], expecting: .nothing)
        let again = try await backend.reopen(store)
        try ContractError.unlessEqual(try await again.attestation(of: row.id, of: authority), attestation, "as it was written")
        try ContractError.unless(try await again.attestation(of: other.id, of: authority) == nil, "nil for a row without one")
        let shown = try await again.view(
            StoredViewQuery(
                columns: [.requestID, .attestationChallenge, .endorsementKeyHash, .endorsementCertificateHash],
                restrictions: [.init(.endorsementKeyHash, .equal, .string(attestation.endorsementKeyHash ?? ""))]
            ),
            of: authority
        )
        try ContractError.unlessEqual(shown.map(\.place), [row.id.rawValue], "the row is found by the hash of its module's key")
        try ContractError.unlessEqual(shown.first?.values[1], .binary([1, 2, 3]), "the challenge is shown")
    }
}
