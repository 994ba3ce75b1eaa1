/// The places of a list's parts, for programs that show the encoding of a list that is too large to be copied.
extension CertificateListScanner {
    /// The tbsCertList, from its tag on, in octets from the start of the list.
    package var tbsPlace: Range<Int> { tbs }

    /// The content of revokedCertificates; empty when it is absent.
    package var entriesPlace: Range<Int> { entries }

    /// All octets of the list, without a copy.
    package func withListBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result { try octets.withBytes(body) }

    /// Calls `body` with the place of each entry in order until it returns `false`.
    package func forEachPlace(_ body: (Range<Int>) throws -> Bool) rethrows {
        try octets.withBytes { bytes in
            var walk = CertificateListWalk(bytes, entries)
            while let entry = walk.next() {
                guard try body(entry.start..<entry.end) else { return }
            }
        }
    }

    /// As ``CertificateList/timeEncodingFaults``, the first `limit` of them.
    /// - Returns: the faults, and how many more there are.
    package func timeEncodingFaults(atMost limit: Int) -> (shown: [String], more: Int) {
        octets.withBytes { bytes in
            var (shown, more): ([String], Int) = ([], 0)
            func note(_ fault: String) {
                if shown.count < limit { shown.append(fault) } else { more += 1 }
            }
            var times: [DERElement] = []
            var position = DERHeader(bytes, at: tbs.lowerBound, limit: tbs.upperBound)?.contentStart ?? tbs.upperBound
            while times.count < 2, let field = DERHeader(bytes, at: position, limit: tbs.upperBound) {
                let isTime = field.tag == 0x17 || field.tag == 0x18
                if !isTime, !times.isEmpty { break }
                if isTime, let time = try? DERElement(parsing: Array(bytes[position..<field.end]), structure: "TBSCertList") {
                    times.append(time)
                }
                position = field.end
            }
            for (name, time) in zip(["thisUpdate", "nextUpdate"], times) {
                if let fault = time.timeEncodingFault { note("\(name) \(fault)") }
            }
            var walk = CertificateListWalk(bytes, entries)
            while let entry = walk.next() {
                // The usual form, twelve digits and a Z, is recognized without making a value.
                let time = entry.serialEnd
                if time + 15 <= entry.end, bytes[time] == 0x17, bytes[time + 1] == 13, bytes[time + 14] == UInt8(ascii: "Z") { continue }
                guard
                    let element = try? DERElement(parsing: Array(bytes[entry.start..<entry.end]), structure: "RevokedCertificate"),
                    let fields = try? element.members(), fields.count >= 2, let fault = fields[1].timeEncodingFault
                else { continue }
                note("revocationDate of serial \(Hex.encode(bytes[entry.serialStart..<entry.serialEnd])) \(fault)")
            }
            return (shown, more)
        }
    }
}
