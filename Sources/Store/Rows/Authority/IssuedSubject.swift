import PKIFormats
import PortableFoundation

/// The subject of an issued certificate. A view searches by its common name, which is a column, and reads the rest from the certificates it shows.
enum IssuedSubject {
    /// The common name in the subject of a certificate.
    static func commonName(ofCertificate certificate: [UInt8]) -> String? { subject(of: certificate).flatMap { commonName(of: $0) } }

    /// Several values are joined with line feeds, as the column shows them. PostgreSQL's texts have no U+0000; U+FFFD is in its place.
    static func commonName(of name: [UInt8]) -> String? {
        guard let values = try? DistinguishedName(derEncoded: name).values(of: .commonName), !values.isEmpty else { return nil }
        return values.joined(separator: "\n").replacing("\0", with: "\u{FFFD}")
    }

    /// The octets of the subject. Our own certificates are read only this far, because the writer waits: version, serial number, algorithm, issuer and validity are
    /// skipped by their lengths.
    /// - Returns: nil for what is not laid out like a certificate.
    static func subject(of certificate: [UInt8]) -> [UInt8]? {
        guard let outer = element(certificate, 0), let body = element(certificate, outer.content) else { return nil }
        var place = body.content
        let skipped = certificate.indices.contains(place) && certificate[place] == 0xA0 ? 5 : 4
        for _ in 0..<skipped {
            guard let next = element(certificate, place) else { return nil }
            place = next.end
        }
        guard let subject = element(certificate, place), certificate[place] == 0x30, subject.end <= body.end else { return nil }
        return Array(certificate[place..<subject.end])
    }

    /// Where the content of the element at `place` begins and ends.
    private static func element(_ bytes: [UInt8], _ place: Int) -> (content: Int, end: Int)? {
        guard place + 1 < bytes.count else { return nil }
        var content = place + 2
        var length = Int(bytes[place + 1])
        if length > 0x80 {
            let count = length & 0x7F
            guard count <= 4, content + count <= bytes.count else { return nil }
            length = bytes[content..<content + count].reduce(0) { $0 << 8 | Int($1) }
            content += count
        }
        guard length <= bytes.count - content else { return nil }
        return (content, content + length)
    }
}
