import PortableFoundation
import PKIFormats
import PKITesting
import Testing

@Suite("revocation lists read in place")
struct CRLScannerTests {
    private let time = Date(timeIntervalSince1970: 1_795_219_200)

    private func serial(_ number: Int) -> [UInt8] {
        [0x40 | UInt8(number % 64)] + (0..<7).map { UInt8(truncatingIfNeeded: number &* 0x9E37 >> (3 * $0)) }
            + [UInt8(truncatingIfNeeded: number >> 16), UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
    }

    private func der(_ count: Int) -> [UInt8] {
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .of([(.commonName, "CA")]),
            thisUpdate: time,
            nextUpdate: time + 604_800,
            revoked: (0..<count).map { number in
                RevokedEntry(
                    serialNumber: serial(number),
                    date: time - Double(number),
                    reason: number % 3 == 0 ? nil : .superseded,
                    extensions: number % 5 == 0 ? [InvalidityDate(time).asExtension()] : []
                )
            },
            extensions: [CRLNumber(77).asExtension()]
        )
        return TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [0x30, 0])
    }

    @Test("walking, looking up and the index agree with the list read whole")
    func agreement() throws {
        let bytes = der(3_000)
        let whole = try CertificateList(derEncoded: bytes)
        let list = try CertificateListScanner(bytes)
        #expect(list.count == 3_000)
        #expect(list.crlNumber == 77)
        #expect(list.issuer == whole.issuer && list.thisUpdate == whole.thisUpdate && list.nextUpdate == whole.nextUpdate)
        #expect(list.signature == whole.signature && list.extensions == whole.extensions)
        #expect(list.withTBSBytes { Array($0) } == whole.tbsBytes)
        var walked: [RevokedEntry] = []
        try list.forEachEntry {
            walked.append($0)
            return true
        }
        #expect(walked == whole.revoked)
        let index = try #require(CertificateListIndex(list))
        for number in stride(from: 0, to: 3_000, by: 37) {
            let entry = whole.revoked[number]
            #expect(try list.entry(serialNumber: entry.serialNumber) == entry)
            #expect(try index.entry(serialNumber: entry.serialNumber) == entry)
            #expect(try index.entry(serialNumber: entry.serialNumber, issuer: .of([(.commonName, "other")])) == nil)
        }
        for absent in [[], [0], serial(3_000), serial(9_999)] {
            #expect(try list.entry(serialNumber: absent) == nil)
            #expect(try index.entry(serialNumber: absent) == nil)
        }
    }

    @Test("a file is mapped and gives the same answers")
    func mapped() async throws {
        let bytes = der(200)
        try await withTemporaryDirectory { directory in
            let path = directory + "/list.crl"
            try Data(bytes).write(to: URL(filePath: path))
            let list = try CertificateListScanner(mapping: path)
            #expect(list.count == 200)
            #expect(try list.entry(serialNumber: serial(150))?.serialNumber == serial(150))
            #expect(throws: (any Error).self) { try CertificateListScanner(mapping: directory + "/absent") }
        }
    }

    @Test("an entry that is repeated without end makes no slow index, and the first one counts")
    func repeated() throws {
        let entry = RevokedEntry(serialNumber: [5], date: time, reason: .superseded)
        let later = RevokedEntry(serialNumber: [5], date: time, reason: .keyCompromise)
        let body = TBSCertificateList(
            signatureAlgorithm: .ecdsaWithSHA256,
            issuer: .empty,
            thisUpdate: time,
            nextUpdate: nil,
            revoked: [entry] + Array(repeating: later, count: 100_000)
        )
        let list = try CertificateListScanner(
            TBSCertificateList.assemble(tbs: body.derEncoded(), algorithm: .ecdsaWithSHA256, signature: [1])
        )
        #expect(try #require(CertificateListIndex(list)).entry(serialNumber: [5]) == entry)
        #expect(try list.entry(serialNumber: [5]) == entry)
    }

    @Test("an entry is written the same by the fast way for plain entries as by the writer's own calls")
    func written() {
        for serial in [[], [0], [0, 0, 1], [0x7F], [0x80], [0, 0x80], Array(repeating: 0xFF, count: 32), Array(repeating: 1, count: 33)]
            as [[UInt8]]
        {
            for seconds in [-70_000_000_000.0, -631_152_000.5, 0, 1_795_219_200.7, 2_524_608_000, 1e12] {
                for reason in [nil, CRLReason.unspecified, .keyCompromise, .aaCompromise, CRLReason(rawValue: 300)] {
                    let entry = RevokedEntry(serialNumber: serial, date: Date(timeIntervalSince1970: seconds), reason: reason)
                    let expected = DERWriter.encode { writer in
                        writer.writeSequence { writer in
                            writer.writeInteger(unsigned: serial)
                            writer.writeTime(entry.date)
                            guard let reason, reason != .unspecified else { return }
                            writer.writeSequence { reason.asExtension().write(to: &$0) }
                        }
                    }
                    #expect(entry.derEncoded == expected)
                }
            }
        }
    }

    @Test("the octets of an entry are counted as they are written")
    func counted() {
        for serial in [[], [0], [0, 0, 1], [0x7F], [0x80], [0, 0x80], Array(repeating: 0xFF, count: 20), Array(repeating: 1, count: 200)]
            as [[UInt8]]
        {
            for seconds in [-700_000_000.0, -631_152_000.0, -631_152_000.5, 0, 1_795_219_200.7, 2_524_607_999.9, 2_524_608_000] {
                for reason in [nil, CRLReason(rawValue: 300)] + CRLReason.known.map(Optional.some) {
                    for extensions in [
                        [], [InvalidityDate(time).asExtension()], [CertificateExtension("1.2.3", value: Array(repeating: 0, count: 200))],
                    ] {
                        let entry = RevokedEntry(
                            serialNumber: serial,
                            date: Date(timeIntervalSince1970: seconds),
                            reason: reason,
                            extensions: extensions
                        )
                        #expect(entry.encodedByteCount == entry.derEncoded.count)
                    }
                }
            }
        }
    }

    @Test("for every changed or cut-off octet, the scanner fails like the reader or gives an answer")
    func damaged() throws {
        let bytes = der(12)
        for length in 0..<bytes.count {
            #expect(throws: FormatError.self) { try CertificateListScanner(Array(bytes.prefix(length))) }
        }
        #expect(throws: FormatError.self) { try CertificateListScanner(bytes + [0]) }
        for position in bytes.indices {
            for value in [0, 0x30, 0x80, 0xFF, bytes[position] ^ 1, bytes[position] &+ 1] {
                var changed = bytes
                changed[position] = value
                let whole = try? CertificateList(derEncoded: changed)
                let list = try? CertificateListScanner(changed)
                // The scanner reads everything that the strict reader reads. Entries that only the scanner accepts fail when they are asked
                // for.
                if whole != nil { #expect(list != nil, "octet \(position)") }
                guard let list else { continue }
                if let index = CertificateListIndex(list) { _ = try? index.entry(serialNumber: serial(7)) }
                var count = 0
                try? list.forEachEntry { _ in
                    count += 1
                    return true
                }
                if whole != nil { #expect(count == whole?.revoked.count) }
            }
        }
    }
}
